package io.lotline.projections.charging;

import java.util.Map;
import java.util.TreeMap;

/// What was done of one kind for one owner in one month, by day.
///
/// @param days by the park's day, as text; at most 31
record ChargeSum(Map<String, Counts> days) {
    ChargeSum {
        days = Map.copyOf(days);
    }

    /// What was done on a day.
    ///
    /// @param lines of handling: devices and lots; of deliveries: stops
    record Counts(long units, long lines, long orders) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(units + more.units, lines + more.lines, orders + more.orders);
        }
    }

    ChargeSum plus(Chargeable done) {
        Map<String, Counts> changed = new TreeMap<>(days);
        changed.merge(
                done.day().toString(),
                new Counts(done.units(), done.lines(), done.orders()),
                Counts::plus);
        return new ChargeSum(changed);
    }
}
