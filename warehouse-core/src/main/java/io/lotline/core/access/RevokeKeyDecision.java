package io.lotline.core.access;

import io.lotline.core.access.RevokeKeyDecision.Standing;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A key that was issued can be revoked, for good; but one administrator's key always remains.
///
/// Its boundary is every key, so that two administrators who revoke each other's keys at once do
/// not both succeed. Keys are few, and seldom issued or revoked.
public final class RevokeKeyDecision implements Decision<RevokeKey, Standing> {

    /// What the rule needs to know.
    ///
    /// @param key the key in question
    /// @param otherAdmins the good keys of administrators besides it
    public record Standing(IssuedKey key, Set<KeyId> otherAdmins) {
        public Standing {
            otherAdmins = Set.copyOf(otherAdmins);
        }

        Standing evolve(WarehouseEvent event) {
            IssuedKey evolved = key.evolve(event);
            if (event instanceof KeyIssued issued
                    && issued.role() == CallerRole.ADMIN
                    && !issued.key().equals(key.key())) {
                Set<KeyId> more = new HashSet<>(otherAdmins);
                more.add(issued.key());
                return new Standing(evolved, more);
            }
            if (event instanceof KeyRevoked revoked && otherAdmins.contains(revoked.key())) {
                Set<KeyId> fewer = new HashSet<>(otherAdmins);
                fewer.remove(revoked.key());
                return new Standing(evolved, fewer);
            }
            return new Standing(evolved, otherAdmins);
        }
    }

    @Override
    public Class<RevokeKey> commandType() {
        return RevokeKey.class;
    }

    @Override
    public Criteria boundary(RevokeKey command) {
        return Boundaries.any(
                IssuedKey.boundary(command.key()).alternatives(),
                List.of(Boundaries.of().types(KeyIssued.class, KeyRevoked.class)));
    }

    @Override
    public Standing initial(RevokeKey command) {
        return new Standing(IssuedKey.unknown(command.key()), Set.of());
    }

    @Override
    public Standing evolve(Standing state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(RevokeKey command, Standing state) {
        KeyIssued issued = state.key().issued();
        if (issued == null) {
            return Outcome.rejected(new AccessRejection.UnknownKey(command.key()));
        }
        if (state.key().revoked()) {
            return Outcome.accepted();
        }
        if (issued.role() == CallerRole.ADMIN && state.otherAdmins().isEmpty()) {
            return Outcome.rejected(new AccessRejection.LastAdminKey(command.key()));
        }
        return Outcome.accepted(new KeyRevoked(command.key()));
    }
}
