package io.lotline.api.scan;

import io.lotline.core.scan.Element;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reading that a person chose, as one of the `candidates` was listed; what is left out is not
/// compared, as long as one candidate is left.
record ChosenReading(
        @Nullable String standard,
        @Nullable String di,
        @Nullable String lot,
        @Nullable String serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable Integer quantity,
        @Nullable String sscc,
        @Nullable List<Element> elements) {

    /// Whether the candidate says all that this one says, apart from the quantity.
    boolean fits(ItemRead candidate) {
        return says(standard, candidate.standard())
                && says(di, candidate.di())
                && says(lot, candidate.lot())
                && says(serial, candidate.serial())
                && says(productionDate, candidate.productionDate())
                && says(expiryDate, candidate.expiryDate())
                && says(sscc, candidate.sscc());
    }

    private static boolean says(@Nullable Object said, @Nullable Object candidate) {
        return said == null || said.equals(candidate);
    }

    /// Whether the candidate says nothing that this one leaves out, apart from what all that fit
    /// say.
    boolean equalsWhole(ItemRead candidate, List<ItemRead> fitting) {
        return isWhole(lot, ItemRead::lot, candidate, fitting)
                && isWhole(serial, ItemRead::serial, candidate, fitting)
                && isWhole(productionDate, ItemRead::productionDate, candidate, fitting)
                && isWhole(expiryDate, ItemRead::expiryDate, candidate, fitting)
                && isWhole(quantity, ItemRead::quantity, candidate, fitting)
                && isWhole(sscc, ItemRead::sscc, candidate, fitting);
    }

    private static boolean isWhole(
            @Nullable Object said,
            Function<ItemRead, @Nullable Object> part,
            ItemRead candidate,
            List<ItemRead> fitting) {
        Object value = part.apply(candidate);
        return said != null
                || value == null
                || fitting.stream().allMatch(other -> value.equals(part.apply(other)));
    }
}
