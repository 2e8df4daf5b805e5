package io.lotline.api.scan;

import io.lotline.core.scan.Element;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

    /// Whether the candidate identifies nothing that this one leaves out.
    boolean equalsWhole(ItemRead candidate) {
        return Objects.equals(lot, candidate.lot())
                && Objects.equals(serial, candidate.serial())
                && Objects.equals(productionDate, candidate.productionDate())
                && Objects.equals(expiryDate, candidate.expiryDate())
                && Objects.equals(sscc, candidate.sscc())
                && (quantity != null || candidate.quantity() == null);
    }
}
