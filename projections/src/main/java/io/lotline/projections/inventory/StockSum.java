package io.lotline.projections.inventory;

import java.util.Map;
import java.util.TreeMap;

/// A sum over stock.
///
/// @param owner    whose stock; `*` for everybody's
/// @param of       the device, or the month of expiry (`-` for none)
/// @param promised what is promised and not picked yet; kept for owners
/// @param days     kept for months: the quantities by day of expiry and recorded status, such as
///     `2027-01-10 QUALIFIED`
public record StockSum(
        Kind kind, String owner, String of, long quantity, long promised, Map<String, Long> days) {

    public StockSum {
        days = Map.copyOf(days);
    }

    /// What is summed up.
    public enum Kind {
        OWNER,
        DEVICE,
        MONTH
    }

    boolean isEmpty() {
        return quantity == 0 && promised == 0 && days.isEmpty();
    }

    StockSum plus(String day, long more) {
        if (day.isEmpty()) {
            return new StockSum(kind, owner, of, quantity + more, promised, days);
        }
        Map<String, Long> changed = new TreeMap<>(days);
        long sum = changed.getOrDefault(day, 0L) + more;
        if (sum == 0) {
            changed.remove(day);
        } else {
            changed.put(day, sum);
        }
        return new StockSum(kind, owner, of, quantity, promised, changed);
    }

    StockSum promising(long more) {
        return new StockSum(kind, owner, of, quantity, promised + more, days);
    }
}
