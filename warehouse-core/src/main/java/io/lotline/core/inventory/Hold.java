package io.lotline.core.inventory;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.HoldId;
import org.jspecify.annotations.Nullable;

/// What the rules of holds know of one hold.
///
/// @param held null for a hold that never was
record Hold(HoldId id, @Nullable StockHeld held, boolean released) {

    static Criterion boundary(HoldId id) {
        return Boundaries.of(Tags.hold(id)).types(StockHeld.class, HoldReleased.class);
    }

    static Hold unknown(HoldId id) {
        return new Hold(id, null, false);
    }

    /// Other events, and those of other holds, change nothing.
    Hold evolve(WarehouseEvent event) {
        if (event instanceof StockHeld now && now.hold().equals(id)) {
            return new Hold(id, now, released);
        }
        if (event instanceof HoldReleased now && now.hold().equals(id)) {
            return new Hold(id, held, true);
        }
        return this;
    }
}
