package io.lotline.projections.charging;

import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a location was defined, from day to day; it is defined anew seldom.
///
/// @param since the oldest first
record BinClasses(String location, List<Since> since) {
    BinClasses {
        since = List.copyOf(since);
    }

    /// How it is defined when a day ends.
    ///
    /// @param day the park's, as text
    record Since(String day, TemperatureClass temperature, Zone zone) {}

    /// How it was defined when a day ended; null where it was not.
    @Nullable Since at(LocalDate day) {
        String text = day.toString();
        for (int i = since.size() - 1; i >= 0; i--) {
            if (since.get(i).day().compareTo(text) <= 0) {
                return since.get(i);
            }
        }
        return null;
    }

    BinClasses defined(Since newest) {
        if (!since.isEmpty()
                && since.getLast().temperature() == newest.temperature()
                && since.getLast().zone() == newest.zone()) {
            return this;
        }
        List<Since> all = new ArrayList<>(since);
        if (!all.isEmpty() && all.getLast().day().compareTo(newest.day()) >= 0) {
            all.removeLast();
        }
        all.add(newest);
        return new BinClasses(location, all);
    }
}
