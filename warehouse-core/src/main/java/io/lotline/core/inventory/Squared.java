package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Place;
import java.util.Objects;

/// When the books about a row were last squared with what lies there, by an adjustment or by a
/// correction: a difference that was counted before may be no difference any more.
///
/// @param position where that stands; 0 where it never happened
record Squared(long position) {
    static final Book<CountRow, Squared> BOOK =
            Book.named("squared", 1, CountRow.class, Squared.class)
                    .placed(
                            row ->
                                    (row.serial() == null
                                                    ? Boundaries.of(
                                                            Tags.stock(row.item(), row.location()))
                                                    : Boundaries.of(
                                                            Tags.serial(
                                                                    row.item().di(), row.serial())))
                                            .types(StockAdjusted.class, EventCorrected.class),
                            _ -> new Squared(0),
                            (row, before, event, position) ->
                                    squares(row, event) ? new Squared(position) : before);

    private static boolean squares(CountRow row, WarehouseEvent event) {
        if (event instanceof StockAdjusted adjusted
                && adjusted.booked().kind() != AdjustmentKind.LOST
                && adjusted.booked().kind() != AdjustmentKind.FOUND) {
            // goods that went away are no difference
            return false;
        }
        Place here = Place.location(row.location());
        for (Movement m : event.movements()) {
            if (m.item().equals(row.item())
                    && Objects.equals(m.serial(), row.serial())
                    && (row.expiryDate() == null || row.expiryDate().equals(m.expiryDate()))
                    && m.from().equals(here) != m.to().equals(here)) {
                return true;
            }
        }
        return false;
    }
}
