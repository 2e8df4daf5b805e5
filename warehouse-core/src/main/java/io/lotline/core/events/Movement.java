package io.lotline.core.events;

import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A quantity of one stock item that went from one place to another, or that stayed where it is and
/// changed its quality status. With a serial number the quantity is 1.
///
/// @param expiryDate the expiry date of the lot or serial as it was read at receipt; null where the
///     label has none
/// @param fromStatus its quality status before
/// @param toStatus   its quality status from then on
public record Movement(
        StockItem item,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        int quantity,
        Place from,
        Place to,
        QualityStatus fromStatus,
        QualityStatus toStatus) {
    public Movement {
        Quantity.positive(quantity);
    }

    /// Goods that change their place and keep their status.
    public static Movement of(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity,
            Place from,
            Place to,
            QualityStatus status) {
        return new Movement(item, serial, expiryDate, quantity, from, to, status, status);
    }
}
