package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Place;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether what the books said of a row when it was counted is not what they would say of that
/// moment now: it was adjusted, what happened before was corrected, or was told late. Work that
/// went on after the count changes the bin and not the difference.
record SinceCounted(boolean changed) {
    static final Book<Key, SinceCounted> BOOK =
            Book.named("since-counted", 1, Key.class, SinceCounted.class)
                    .ruled(
                            Key::about,
                            _ -> new SinceCounted(false),
                            (key, before, event) ->
                                    before.changed() || key.isChangedBy(event)
                                            ? new SinceCounted(true)
                                            : before)
                    .since(Key::position);

    /// A row as it was counted.
    ///
    /// @param position where the log says so
    /// @param at       when, by the clock of who counted
    record Key(CountRow row, long position, Instant at) {
        static Key of(CountRows.Open open) {
            return new Key(open.row(), open.counted().position(), open.counted().look().at());
        }

        private Criterion about() {
            return Boundaries.of(
                            row.serial() == null
                                    ? Tags.lot(row.item().di(), row.item().lot())
                                    : Tags.serial(row.item().di(), row.serial()),
                            Tags.location(row.location()))
                    .types(Boundaries.BIN_MOVES);
        }

        private boolean isChangedBy(WarehouseEvent event) {
            return event.movements().stream().anyMatch(this::means)
                    && (event instanceof StockAdjusted
                            || event instanceof EventCorrected corrected
                                    && corrected.wrong() <= position
                            || isToldLate(event.scan()));
        }

        private boolean isToldLate(@Nullable Scan scan) {
            Instant scannedAt = scan == null ? null : scan.believedAt();
            return scannedAt != null && scannedAt.isBefore(at);
        }

        private boolean means(Movement movement) {
            Place here = Place.location(row.location());
            return movement.item().equals(row.item())
                    && Objects.equals(movement.serial(), row.serial())
                    && (row.expiryDate() == null || row.expiryDate().equals(movement.expiryDate()))
                    && !movement.from().equals(movement.to())
                    && (movement.from().equals(here) || movement.to().equals(here));
        }
    }
}
