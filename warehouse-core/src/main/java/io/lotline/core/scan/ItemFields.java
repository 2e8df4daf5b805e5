package io.lotline.core.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The neutral record while it is being filled: each field takes one value, another one is a
/// problem.
final class ItemFields {

    private final Standard standard;
    private @Nullable String di;
    private @Nullable String lot;
    private @Nullable String serial;
    private @Nullable LocalDate productionDate;
    private @Nullable LocalDate expiryDate;
    private @Nullable Integer quantity;
    private final List<Element> elements = new ArrayList<>();
    private @Nullable Problem problem;

    ItemFields(Standard standard) {
        this.standard = standard;
    }

    void di(String value) {
        di = only("device identifier", di, value);
    }

    void lot(String value) {
        lot = only("lot", lot, value);
    }

    void serial(String value) {
        serial = only("serial number", serial, value);
    }

    void productionDate(String text, @Nullable LocalDate value) {
        productionDate = only("production date", productionDate, date(text, value));
    }

    void expiryDate(String text, @Nullable LocalDate value) {
        expiryDate = only("expiry date", expiryDate, date(text, value));
    }

    boolean hasExpiryDate() {
        return expiryDate != null;
    }

    void quantity(String digits) {
        if (digits.isEmpty() || Gs1Linter.digitRun(digits, 0, digits.length()) != digits.length()) {
            fail("bad-quantity", "The quantity " + Problem.show(digits) + " is not a number.");
            return;
        }
        int significant = 0;
        while (significant < digits.length() - 1 && digits.charAt(significant) == '0') {
            significant++;
        }
        if (digits.length() - significant > 9) {
            fail("bad-quantity", "The quantity " + Problem.show(digits) + " is too large.");
            return;
        }
        quantity =
                only("quantity", quantity, Gs1Linter.number(digits, significant, digits.length()));
    }

    void element(String id, String value) {
        elements.add(new Element(id, value));
    }

    /// Keeps the first problem.
    void fail(String code, String sentence) {
        if (problem == null) {
            problem = new Problem(code, sentence);
        }
    }

    boolean failed() {
        return problem != null;
    }

    Reading reading(String symbol) {
        return problem != null
                ? problem.unreadable()
                : new Reading.Read(
                        new ScannedItem(
                                standard,
                                di,
                                lot,
                                serial,
                                productionDate,
                                expiryDate,
                                quantity,
                                null,
                                elements,
                                symbol));
    }

    private @Nullable LocalDate date(String text, @Nullable LocalDate value) {
        if (value == null) {
            fail("bad-date", Problem.show(text) + " is no date.");
        }
        return value;
    }

    private <T> @Nullable T only(String name, @Nullable T there, @Nullable T value) {
        if (there != null && value != null && !there.equals(value)) {
            fail(
                    "repeated-element",
                    "The " + name + " is there twice, as " + there + " and as " + value + ".");
        }
        return there != null ? there : value;
    }
}
