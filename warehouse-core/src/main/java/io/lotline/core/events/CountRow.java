package io.lotline.core.events;

import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What is counted as one: an owner's lot in a location, or one piece with its serial number.
///
/// @param expiryDate of goods without lots, as far as their labels tell them apart by it; null for
///     all others
public record CountRow(
        Location location,
        StockItem item,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate)
        implements Comparable<CountRow> {
    /// By location, then by goods, so that the pieces of a lot in a location stand together. It is
    /// the same for ever: stored maps are searched by it.
    private static final Comparator<CountRow> ORDER =
            Comparator.comparing((CountRow row) -> row.location().warehouse().value())
                    .thenComparing(row -> row.location().id().value())
                    .thenComparing(row -> row.item().owner().value())
                    .thenComparing(row -> row.item().di().value())
                    .thenComparing(
                            row -> row.item().lot(),
                            Comparator.nullsFirst(Comparator.comparing(LotNumber::value)))
                    .thenComparing(
                            CountRow::expiryDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(
                            CountRow::serial,
                            Comparator.nullsFirst(Comparator.comparing(SerialNumber::value)));

    @Override
    public int compareTo(CountRow other) {
        return ORDER.compare(this, other);
    }
}
