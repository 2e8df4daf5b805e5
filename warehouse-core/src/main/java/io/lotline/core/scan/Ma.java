package io.lotline.core.scan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Reads MA codes (IDcode) of ZIIOT: `MA.156.M0.<registrant>.<product>`, then fields of a letter
/// and a value in any order: S serial, M (once P) made, L lot, D sterilisation lot, E expiry, V
/// use-by, Y insurance code, C check.
///
/// The check characters are kept and not judged: their rule is the issuer's own and not public.
final class Ma {

    private static final int DI_SEGMENTS = 5;
    private static final int[] DI_LENGTHS = {2, 3, 2, 6, 8};

    private final ItemFields fields = new ItemFields(Standard.MA);
    private final Scope scope;
    private @Nullable String useBy;

    private Ma(Scope scope) {
        this.scope = scope;
    }

    static Reading read(String symbol, String content, Scope scope) {
        Ma ma = new Ma(scope);
        ma.read(content);
        return ma.fields.reading(symbol);
    }

    private void read(String content) {
        int from = 0;
        boolean[] seen = new boolean[128];
        for (int segment = 0; from <= content.length() && !fields.failed(); segment++) {
            int dot = content.indexOf('.', from);
            int to = dot < 0 ? content.length() : dot;
            if (segment < DI_SEGMENTS) {
                diSegment(content, segment, from, to);
                if (segment == DI_SEGMENTS - 1 && !fields.failed()) {
                    fields.di(content.substring(0, to));
                    fields.element("DI", content.substring(0, to));
                } else if (dot < 0) {
                    fields.fail(
                            "bad-length",
                            "The MA code " + Problem.show(content) + " ends before its product.");
                }
            } else {
                field(content.substring(from, to), seen);
            }
            from = to + 1;
        }
        if (useBy != null && !fields.hasExpiryDate()) {
            fields.expiryDate(useBy, date(useBy));
        }
    }

    private void diSegment(String content, int segment, int from, int to) {
        boolean fits = to - from == DI_LENGTHS[segment];
        for (int i = from; i < to && fits; i++) {
            char c = content.charAt(i);
            fits =
                    Gs1Linter.isDigit(c)
                            || segment != 1 && (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
        }
        if (!fits) {
            fields.fail(
                    "bad-length",
                    "Part "
                            + (segment + 1)
                            + " of the MA code, "
                            + Problem.show(content.substring(from, to))
                            + ", must be "
                            + DI_LENGTHS[segment]
                            + (segment == 1 ? " digits." : " letters or digits."));
        }
    }

    private void field(String field, boolean[] seen) {
        if (field.length() < 2 || field.charAt(0) < 'A' || field.charAt(0) > 'Z') {
            fields.fail(
                    "unknown-element",
                    Problem.show(field) + " is no MA field of a letter and a value.");
            return;
        }
        char letter = field.charAt(0);
        String value = field.substring(1);
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                fields.fail(
                        "bad-character",
                        "MA field " + Problem.show(field) + " has a character that is not ASCII.");
                return;
            }
        }
        if (seen[letter]) {
            fields.fail(
                    "repeated-element",
                    "MA field " + letter + " is there twice, again as " + Problem.show(value));
            return;
        }
        seen[letter] = true;
        fields.element(String.valueOf(letter), value);
        switch (letter) {
            case 'S' -> fields.serial(value);
            case 'L' -> fields.lot(value);
            case 'M', 'P' -> fields.productionDate(value, date(value));
            case 'E' -> fields.expiryDate(value, date(value));
            case 'V' -> useBy(value);
            default -> {} // sterilisation lot, insurance code, check: kept as elements
        }
    }

    /// 有效期 is a day on some labels and a span such as `24M` on others; only a day can stand for the
    /// expiry.
    private void useBy(String value) {
        if (Gs1Linter.digitRun(value, 0, value.length()) != value.length()) {
            return;
        }
        useBy = value;
        if (date(value) == null) {
            fields.fail("bad-date", Problem.show(value) + " in MA field V is no date.");
        }
    }

    private @Nullable LocalDate date(String value) {
        int length = value.length();
        if (length != 6 && length != 8 || Gs1Linter.digitRun(value, 0, length) != length) {
            return null;
        }
        int year =
                length == 8
                        ? Gs1Linter.number(value, 0, 4)
                        : LabelDates.fullYear(Gs1Linter.number(value, 0, 2), scope.currentYear());
        int day = Gs1Linter.number(value, length - 2, length);
        return day == 0
                ? null
                : LabelDates.of(year, Gs1Linter.number(value, length - 4, length - 2), day);
    }
}
