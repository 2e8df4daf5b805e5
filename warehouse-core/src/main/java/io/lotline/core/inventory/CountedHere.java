package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Location;

/// What was counted for a count in one location: by row, whether somebody saw it. Opened by who
/// says that nothing more lies there.
record CountedHere(PagedMap<CountRow, Boolean> rows) {
    static final Book<Key, CountedHere> BOOK =
            Book.named("counted-here", 1, Key.class, CountedHere.class)
                    .ruled(
                            key ->
                                    Boundaries.of(
                                                    Tags.count(key.count()),
                                                    Tags.location(key.location()))
                                            .types(RowCounted.class, LocationCounted.class),
                            _ -> new CountedHere(PagedMap.empty()),
                            (_, here, event) -> here.after(event))
                    .sized(here -> here.rows().unsaved());

    /// A location of a count.
    record Key(CountId count, Location location) {}

    private CountedHere after(WarehouseEvent event) {
        if (event instanceof RowCounted counted) {
            return new CountedHere(rows.plus(counted.row(), true));
        }
        PagedMap<CountRow, Boolean> now = rows;
        if (event instanceof LocationCounted all) {
            for (LocationCounted.Unseen unseen : all.unseen()) {
                CountRow row = all.row(unseen);
                now = unseen.booked() == 0 ? now.minus(row) : now.plus(row, false);
            }
        }
        return new CountedHere(now);
    }

    /// Whether somebody counted goods of this row, or of one that has them among others.
    boolean seen(CountRow row) {
        return Boolean.TRUE.equals(rows.get(row))
                || row.expiryDate() != null
                        && Boolean.TRUE.equals(
                                rows.get(
                                        new CountRow(
                                                row.location(), row.item(), row.serial(), null)));
    }
}
