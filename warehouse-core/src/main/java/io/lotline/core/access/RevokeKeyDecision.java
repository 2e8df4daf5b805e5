package io.lotline.core.access;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.WarehouseEvent;

/// A key that was issued can be revoked, for good.
public final class RevokeKeyDecision implements Decision<RevokeKey, IssuedKey> {

    @Override
    public Class<RevokeKey> commandType() {
        return RevokeKey.class;
    }

    @Override
    public Criteria boundary(RevokeKey command) {
        return IssuedKey.boundary(command.key());
    }

    @Override
    public IssuedKey initial(RevokeKey command) {
        return IssuedKey.unknown(command.key());
    }

    @Override
    public IssuedKey evolve(IssuedKey state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(RevokeKey command, IssuedKey state) {
        if (state.issued() == null) {
            return Outcome.rejected(new AccessRejection.UnknownKey(command.key()));
        }
        return state.revoked()
                ? Outcome.accepted()
                : Outcome.accepted(new KeyRevoked(command.key()));
    }
}
