package io.lotline.projections.inventory;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.StockStatus;
import java.time.LocalDate;
import java.util.Map;

/// The sums over stock as it is shown: with holds, recalls and the calendar laid over what is
/// recorded.
///
/// @param byDevice  by DI
/// @param byExpiry  by day of expiry, without goods that have none
/// @param available what can be promised
public record StockTotals(
        Map<EnterpriseId, Long> byOwner,
        Map<String, Long> byDevice,
        Map<StockStatus, Long> byStatus,
        Map<LocalDate, Long> byExpiry,
        long available) {

    public StockTotals {
        byOwner = Map.copyOf(byOwner);
        byDevice = Map.copyOf(byDevice);
        byStatus = Map.copyOf(byStatus);
        byExpiry = Map.copyOf(byExpiry);
    }

    public long onHand() {
        return byOwner.values().stream().mapToLong(Long::longValue).sum();
    }
}
