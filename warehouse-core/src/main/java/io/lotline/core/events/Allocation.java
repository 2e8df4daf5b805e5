package io.lotline.core.events;

import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A quantity of one stock item in one bin, promised to one line of an order.
///
/// @param serial the very piece that is promised, where pieces have serial numbers: then the
///     quantity is 1
public record Allocation(
        LineId lineId,
        StockItem item,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        Location location,
        int quantity) {
    public Allocation {
        Quantity.positive(quantity);
    }

    /// So many pieces of the same.
    public Allocation pieces(int number) {
        return new Allocation(lineId, item, serial, expiryDate, location, number);
    }
}
