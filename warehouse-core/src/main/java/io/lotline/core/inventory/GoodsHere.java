package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that lies in a location, piece by piece where they have serial numbers. Opened only by who
/// says that nothing more lies there than was counted, since everybody who works there meets in it.
record GoodsHere(PagedMap<CountRow, Lying> rows) {
    static final Book<Location, GoodsHere> BOOK =
            Book.named("goods-here", 1, Location.class, GoodsHere.class)
                    .ruled(
                            location ->
                                    Boundaries.of(Tags.location(location))
                                            .types(Boundaries.BIN_MOVES),
                            _ -> new GoodsHere(PagedMap.empty()),
                            (location, here, event) -> here.after(location, event))
                    .sized(here -> here.rows().unsaved());

    /// Goods that lie there.
    ///
    /// @param came when some of them came last, by the clock of who scanned them; null for those
    ///     that no scan brought
    record Lying(int quantity, @Nullable Instant came) {
        private static final Lying NONE = new Lying(0, null);

        private Lying plus(int change, @Nullable Scan scan) {
            boolean later =
                    change > 0 && scan != null && (came == null || scan.scannedAt().isAfter(came));
            return new Lying(
                    quantity + change, later ? Objects.requireNonNull(scan).scannedAt() : came);
        }
    }

    private GoodsHere after(Location location, WarehouseEvent event) {
        Place here = Place.location(location);
        PagedMap<CountRow, Lying> now = rows;
        for (Movement movement : event.movements()) {
            int change = movement.to().equals(here) ? movement.quantity() : 0;
            change -= movement.from().equals(here) ? movement.quantity() : 0;
            if (change != 0) {
                CountRow row = row(location, movement);
                Lying lying = now.getOrDefault(row, Lying.NONE).plus(change, event.scan());
                now = lying.quantity() == 0 ? now.minus(row) : now.plus(row, lying);
            }
        }
        return new GoodsHere(now);
    }

    /// Goods of a lot are one row, whatever their expiry date is said to be.
    private static CountRow row(Location location, Movement movement) {
        boolean alike = movement.item().lot() != null || movement.serial() != null;
        return new CountRow(
                location, movement.item(), movement.serial(), alike ? null : movement.expiryDate());
    }
}
