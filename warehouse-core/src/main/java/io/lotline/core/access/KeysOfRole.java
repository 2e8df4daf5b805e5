package io.lotline.core.access;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// The good keys of a role. Its events are those of every key: keys are few, and seldom issued or
/// revoked.
record KeysOfRole(PSet<KeyId> good) {
    static final Book<CallerRole, KeysOfRole> BOOK =
            Book.named("keys-of-role", 1, CallerRole.class, KeysOfRole.class)
                    .ruled(
                            _ -> Boundaries.of().types(KeyIssued.class, KeyRevoked.class),
                            _ -> new KeysOfRole(HashTreePSet.empty()),
                            (role, keys, event) -> keys.after(role, event))
                    .sized(keys -> keys.good().size());

    private KeysOfRole after(CallerRole role, WarehouseEvent event) {
        if (event instanceof KeyIssued issued && issued.role() == role) {
            return new KeysOfRole(good.plus(issued.key()));
        }
        return event instanceof KeyRevoked revoked && good.contains(revoked.key())
                ? new KeysOfRole(good.minus(revoked.key()))
                : this;
    }
}
