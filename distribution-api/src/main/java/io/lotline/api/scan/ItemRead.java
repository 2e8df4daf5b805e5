package io.lotline.api.scan;

import io.lotline.core.scan.Element;
import io.lotline.core.scan.Reading;
import io.lotline.core.scan.ScanReader;
import io.lotline.core.scan.ScannedItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a symbol, or the symbols of an item together, say.
///
/// @param outcome    of one symbol by itself: read, ambiguous or unreadable
/// @param elements   every data element in the symbol's order
/// @param candidates the valid readings of an ambiguous symbol, at most 64; first the one that the
///     standard reads first
/// @param readings   how many there are, where that is more than are listed
/// @param problem    why it cannot be read
record ItemRead(
        @Nullable String symbol,
        @Nullable String outcome,
        @Nullable String standard,
        @Nullable String di,
        @Nullable String lot,
        @Nullable String serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable Integer quantity,
        @Nullable String sscc,
        @Nullable List<Element> elements,
        @Nullable List<ItemRead> candidates,
        @Nullable Integer readings,
        @Nullable Unreadable problem) {

    /// Why a symbol cannot be read.
    record Unreadable(String code, String detail) {}

    static ItemRead of(String symbol, Reading reading) {
        return switch (reading) {
            case Reading.Read(ScannedItem item) -> of(symbol, "read", item);
            case Reading.Ambiguous(List<ScannedItem> candidates) ->
                    ambiguous(symbol, "ambiguous", candidates);
            case Reading.Unreadable(String code, String problem) ->
                    new ItemRead(
                            symbol,
                            "unreadable",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            new Unreadable(code, problem));
        };
    }

    /// What all readings agree on, and the readings.
    static ItemRead ambiguous(
            @Nullable String symbol, @Nullable String outcome, List<ScannedItem> candidates) {
        return new ItemRead(
                symbol,
                outcome,
                candidates.getFirst().standard().code(),
                agreed(candidates, ScannedItem::di),
                agreed(candidates, ScannedItem::lot),
                agreed(candidates, ScannedItem::serial),
                agreed(candidates, ScannedItem::productionDate),
                agreed(candidates, ScannedItem::expiryDate),
                agreed(candidates, ScannedItem::quantity),
                agreed(candidates, ScannedItem::sscc),
                List.of(),
                candidates(candidates),
                candidates.size() > ScanReader.MAX_CANDIDATES ? candidates.size() : null,
                null);
    }

    /// What every reading says, whichever is right; null where they differ.
    private static <T> @Nullable T agreed(
            List<ScannedItem> candidates, Function<ScannedItem, @Nullable T> part) {
        T first = part.apply(candidates.getFirst());
        return candidates.stream().allMatch(item -> Objects.equals(part.apply(item), first))
                ? first
                : null;
    }

    static List<ItemRead> candidates(List<ScannedItem> candidates) {
        return candidates.stream().limit(ScanReader.MAX_CANDIDATES).map(ItemRead::of).toList();
    }

    /// The same with another quantity.
    ItemRead counting(int other) {
        return new ItemRead(
                symbol,
                outcome,
                standard,
                di,
                lot,
                serial,
                productionDate,
                expiryDate,
                other,
                sscc,
                elements,
                candidates,
                readings,
                problem);
    }

    static ItemRead of(ScannedItem item) {
        return of(null, null, item);
    }

    private static ItemRead of(
            @Nullable String symbol, @Nullable String outcome, ScannedItem item) {
        return new ItemRead(
                symbol,
                outcome,
                item.standard().code(),
                item.di(),
                item.lot(),
                item.serial(),
                item.productionDate(),
                item.expiryDate(),
                item.quantity(),
                item.sscc(),
                item.elements(),
                null,
                null,
                null);
    }
}
