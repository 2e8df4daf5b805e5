package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.HoldId;
import org.jspecify.annotations.Nullable;

/// What the rules of holds know of one hold.
///
/// @param held null for a hold that never was
record Hold(@Nullable StockHeld held, boolean released) {

    static final Book<HoldId, Hold> BOOK =
            Book.named("hold", 1, HoldId.class, Hold.class)
                    .ruled(
                            hold ->
                                    Boundaries.of(Tags.hold(hold))
                                            .types(StockHeld.class, HoldReleased.class),
                            _ -> new Hold(null, false),
                            (_, hold, event) -> hold.after(event));

    private Hold after(WarehouseEvent event) {
        return switch (event) {
            case StockHeld now -> new Hold(now, released);
            case HoldReleased _ -> new Hold(held, true);
            case InventoryEvent _, MasterDataEvent _, InboundEvent _ -> this;
            case DistributionEvent _,
                    RecallEvent _,
                    AccessEvent _,
                    CorrectionEvent _,
                    WorkEvent _,
                    ChargingEvent _,
                    UnitEvent _ ->
                    this;
        };
    }
}
