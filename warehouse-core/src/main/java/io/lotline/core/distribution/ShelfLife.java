package io.lotline.core.distribution;

import io.lotline.core.events.DistributionEvent.OrderLine;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The shelf life that a consignee asks for.
final class ShelfLife {
    private ShelfLife() {}

    /// The earliest expiry date that will do.
    static LocalDate needed(OrderLine line, LocalDate today) {
        Integer days = line.minimumRemainingDays();
        return days == null ? today : today.plusDays(days);
    }

    /// Whether goods live long enough; those without an expiry date always do.
    static boolean enough(@Nullable LocalDate expiryDate, OrderLine line, LocalDate today) {
        return expiryDate == null || !expiryDate.isBefore(needed(line, today));
    }
}
