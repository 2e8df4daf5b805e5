package io.lotline.ops.sampleday;

import io.lotline.ops.sampleday.DayPlan.Line;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What lies on the floor of the warehouse as the sample knows it, and what was done there.
final class Floor {
    private final Shelves shelves = new Shelves();
    private final Tally tally = new Tally();
    private final Map<String, Line> lots = new ConcurrentHashMap<>();

    Shelves shelves() {
        return shelves;
    }

    Tally tally() {
        return tally;
    }

    void know(Line line) {
        lots.put(key(line.device().di(), line.lot()), line);
    }

    /// The delivery that a lot came with.
    Line line(String di, @Nullable String lot) {
        return Objects.requireNonNull(
                lots.get(key(di, lot)), () -> "no lot %s of %s".formatted(lot, di));
    }

    private static String key(String di, @Nullable String lot) {
        return di + "/" + (lot == null ? "" : lot);
    }
}
