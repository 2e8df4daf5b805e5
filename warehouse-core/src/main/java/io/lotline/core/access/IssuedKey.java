package io.lotline.core.access;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.KeyId;
import org.jspecify.annotations.Nullable;

/// What the rules of keys know of one key.
///
/// @param issued null for a key that was never issued
record IssuedKey(KeyId key, @Nullable KeyIssued issued, boolean revoked) {

    static final Book<KeyId, IssuedKey> BOOK =
            Book.named("key", 1, KeyId.class, IssuedKey.class)
                    .ruled(
                            key ->
                                    Boundaries.of(Tags.key(key))
                                            .types(KeyIssued.class, KeyRevoked.class),
                            key -> new IssuedKey(key, null, false),
                            (_, issued, event) -> issued.after(event));

    private IssuedKey after(WarehouseEvent event) {
        return switch (event) {
            case KeyIssued issuedNow when issuedNow.key().equals(key) ->
                    new IssuedKey(key, issuedNow, revoked);
            case KeyRevoked revokedNow when revokedNow.key().equals(key) ->
                    new IssuedKey(key, issued, true);
            case AccessEvent _ -> this;
            case MasterDataEvent _, InboundEvent _, InventoryEvent _ -> this;
            case DistributionEvent _,
                    RecallEvent _,
                    CorrectionEvent _,
                    WorkEvent _,
                    ChargingEvent _,
                    UnitEvent _ ->
                    this;
        };
    }
}
