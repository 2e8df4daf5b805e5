package io.lotline.core.scan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a symbol says about an item, whatever its standard.
///
/// @param di device identifier: GTIN-14 (AI 01 only), LIC + PCN + unit of measure, MA code up to
///     the product, ISBT 128 processor product identification code
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
    private static final String CONTENT = "02";

    public ScannedItem {
        elements = List.copyOf(elements);
    }

    /// What tells the piece from all others of its device: the serial number as printed; with ISBT
    /// 128 the donation and the division, as `A999713123456-000025`, null unless both are known.
    public @Nullable String piece() {
        return standard == Standard.ICCBBA ? Iccbba.piece(elements) : serial;
    }

    /// The device that the item is or holds: its DI, or that of a logistic unit's content (GS1 AI
    /// 02).
    public @Nullable String device() {
        if (di != null) {
            return di;
        }
        for (Element element : elements) {
            if (element.id().equals(CONTENT) && isGs1()) {
                return element.value();
            }
        }
        return null;
    }

    private boolean isGs1() {
        return standard == Standard.GS1 || standard == Standard.GS1_DIGITAL_LINK;
    }
}
