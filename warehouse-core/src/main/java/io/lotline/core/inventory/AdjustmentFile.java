package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.AdjustmentId;
import org.jspecify.annotations.Nullable;

/// What the rules of adjustments know of one of them.
///
/// @param requested null where no second person was needed
/// @param refused   null where it was neither refused nor taken back
/// @param booked    null where it does not count yet
record AdjustmentFile(
        @Nullable AdjustmentRequested requested,
        @Nullable AdjustmentRefused refused,
        @Nullable StockAdjusted booked) {
    static final Book<AdjustmentId, AdjustmentFile> BOOK =
            Book.named("adjustment", 2, AdjustmentId.class, AdjustmentFile.class)
                    .ruled(
                            adjustment ->
                                    Boundaries.of(Tags.adjustment(adjustment))
                                            .types(
                                                    AdjustmentRequested.class,
                                                    AdjustmentRefused.class,
                                                    StockAdjusted.class),
                            _ -> new AdjustmentFile(null, null, null),
                            (_, file, event) -> file.after(event));

    /// What was asked for or booked; null for an adjustment that there is not.
    @Nullable Adjustment wanted() {
        if (booked != null) {
            return booked.booked();
        }
        return requested == null ? null : requested.wanted();
    }

    private AdjustmentFile after(WarehouseEvent event) {
        return new AdjustmentFile(
                event instanceof AdjustmentRequested now ? now : requested,
                event instanceof AdjustmentRefused now ? now : refused,
                event instanceof StockAdjusted now ? now : booked);
    }
}
