package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.HoldId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The pieces of an adjustment that waits for a second person. Whoever said that a piece was
/// dropped or is gone has said enough for nobody to send it off until that is decided: it is held
/// from then on. Of goods without serial numbers nobody can say which pieces are meant.
final class PendingPieces {
    private PendingPieces() {}

    /// What stops them.
    static List<StockHeld> held(AdjustmentId id, Adjustment wanted) {
        List<StockHeld> held = new ArrayList<>();
        if (takesAway(wanted)) {
            for (int i = 0; i < wanted.serials().size(); i++) {
                held.add(
                        new StockHeld(
                                HoldId.of(id, i + 1),
                                new HoldScope(
                                        wanted.item().di(),
                                        wanted.item().lot(),
                                        wanted.serials().get(i),
                                        null,
                                        null),
                                wanted.reason()));
            }
        }
        return held;
    }

    /// What frees them, but for those that were freed already.
    static List<WarehouseEvent> freed(Books books, AdjustmentId id, Adjustment wanted) {
        List<HoldId> holds = held(id, wanted).stream().map(StockHeld::hold).toList();
        List<WarehouseEvent> freed = new ArrayList<>();
        for (Map.Entry<HoldId, Hold> entry : books.openAll(Hold.BOOK, holds).entrySet()) {
            StockHeld held = entry.getValue().held();
            if (held != null && !entry.getValue().released()) {
                freed.add(new HoldReleased(entry.getKey(), held.scope()));
            }
        }
        return freed;
    }

    private static boolean takesAway(Adjustment wanted) {
        return switch (wanted.kind()) {
            case DAMAGED, LOST, DESTROYED, RETURNED_TO_SUPPLIER -> true;
            case FOUND, RELABELLED -> false;
        };
    }
}
