package io.lotline.core.scan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a symbol says about an item, whatever its standard.
///
/// @param di device identifier: GTIN-14 (AI 01 only), LIC + PCN + unit of measure, MA code up to
/// the product, ISBT 128
///     processor product identification code
/// @param lot batch or lot, as printed
/// @param serial serial number, as printed
/// @param productionDate day of manufacture
/// @param expiryDate last day of use; a date without a day is the month's last day
/// @param quantity count of items (GS1: AI 30, or AI 37 of a logistic unit's content)
/// @param sscc 18 digits of AI 00: this is a logistic unit; its content (AI 02, 37) is in
/// `elements`
/// @param elements every data element in the symbol's order
/// @param symbol the raw string as scanned
public record ScannedItem(
        Standard standard,
        @Nullable String di,
        @Nullable String lot,
        @Nullable String serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable Integer quantity,
        @Nullable String sscc,
        List<Element> elements,
        String symbol) {

    public ScannedItem {
        elements = List.copyOf(elements);
    }
}
