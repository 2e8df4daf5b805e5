package io.lotline.core.inbound;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The expiry date of a lot, as it was read first.
///
/// @param date null where no label showed one yet
record LotExpiry(@Nullable LocalDate date) {

    static final Book<LotOfDevice, LotExpiry> BOOK =
            Book.named("lot-expiry", 1, LotOfDevice.class, LotExpiry.class)
                    .ruled(
                            lot ->
                                    Boundaries.of(Tags.lot(lot.di(), lot.lot()))
                                            .types(GoodsReceived.class),
                            _ -> new LotExpiry(null),
                            (_, expiry, event) -> expiry.after(event));

    private LotExpiry after(WarehouseEvent event) {
        return switch (event) {
            case GoodsReceived received when date == null ->
                    new LotExpiry(received.movement().expiryDate());
            case InboundEvent _, MasterDataEvent _, InventoryEvent _ -> this;
            case DistributionEvent _, RecallEvent _, AccessEvent _ -> this;
        };
    }
}
