package io.lotline.core.scan;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads HIBC supplier labels (LIC), version 2.6: primary, secondary, and both in one symbol.
///
/// A primary is `+`, labeler code (4), product code (1 to 18), unit of measure and check character.
/// A secondary follows after `/`, or is a symbol of its own that ends with its primary's check
/// character, the link, and its own.
final class Hibc {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
    private static final int LABELER = 4;
    private static final int MAX_PRODUCT = 18;
    private static final int MAX_LOT_OR_SERIAL = 18;

    private final ItemFields fields = new ItemFields(Standard.HIBC);
    private final Scope scope;
    private final Set<String> supplements = new HashSet<>();

    private Hibc(Scope scope) {
        this.scope = scope;
    }

    static Reading read(String symbol, String content, Scope scope) {
        // Code 39 shows its start and stop character in the printed text
        boolean starred = content.startsWith("*+") && content.endsWith("*") && content.length() > 3;
        String text = starred ? content.substring(1, content.length() - 1) : content;
        if (text.charAt(0) != '+' || text.length() < 4) {
            return ScanReader.unknown(content);
        }
        for (int i = 0; i < text.length(); i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return new Reading.Unreadable(
                        "bad-character",
                        "Character "
                                + (i + 1)
                                + " of "
                                + Problem.show(text)
                                + " is not of the HIBC character set.");
            }
        }
        String body = text.substring(0, text.length() - 1);
        char check = text.charAt(text.length() - 1);
        char computed = checkCharacter(body);
        if (check != computed) {
            return new Reading.Unreadable(
                    "check-digit",
                    Problem.show(text)
                            + " ends with the check character "
                            + check
                            + ", computed is "
                            + computed
                            + ". Scan it again; a mistyped character does this.");
        }
        Hibc hibc = new Hibc(scope);
        char first = body.charAt(1);
        if (first >= 'A' && first <= 'Z') {
            hibc.primary(body);
        } else {
            hibc.secondaryAlone(body);
        }
        return hibc.fields.reading(symbol);
    }

    /// The mod 43 check character of `text`; the link of a secondary is the one of its primary.
    static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += Math.max(0, ALPHABET.indexOf(text.charAt(i)));
        }
        return ALPHABET.charAt(sum % 43);
    }

    private void primary(String body) {
        int slash = body.indexOf('/');
        String primary = body.substring(1, slash < 0 ? body.length() : slash);
        int last = primary.length() - 1;
        if (last <= LABELER || last > LABELER + MAX_PRODUCT) {
            fields.fail(
                    "bad-length",
                    "The primary code "
                            + Problem.show(primary)
                            + " must have a labeler code of 4, a product code of 1 to 18 and a unit of measure.");
            return;
        }
        for (int i = 0; i <= last; i++) {
            if (!isAlphanumeric(primary.charAt(i))
                    || i == last && !Gs1Linter.isDigit(primary.charAt(i))) {
                fields.fail(
                        "bad-character",
                        "The primary code "
                                + Problem.show(primary)
                                + " must be letters and digits and end with a digit, the unit of measure.");
                return;
            }
        }
        fields.di(primary);
        fields.element("LIC", primary.substring(0, LABELER));
        fields.element("PCN", primary.substring(LABELER, last));
        fields.element("UOM", primary.substring(last));
        if (slash >= 0) {
            secondary(body.substring(slash + 1));
        }
    }

    private void secondaryAlone(String body) {
        int link = body.length() - 1;
        if (link < 2) {
            fields.fail(
                    "bad-length", "The secondary code " + Problem.show(body) + " is too short.");
            return;
        }
        secondary(body.substring(1, link));
        fields.element("LINK", body.substring(link));
    }

    private void secondary(String text) {
        int from = 0;
        while (from <= text.length() && !fields.failed()) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 ? text.length() : slash;
            field(text.substring(from, to), from == 0);
            from = to + 1;
        }
    }

    private void field(String field, boolean first) {
        if (first && field.startsWith("$")) {
            flagged(field);
            return;
        }
        int digits = Gs1Linter.digitRun(field, 0, field.length());
        if (first && digits >= 5) {
            // The oldest form: YYJJJ and the lot, without a flag
            fields.element("", field);
            fields.expiryDate(field.substring(0, 5), dayOfYear(field, 0));
            lotOrSerial(field.substring(5), false);
            return;
        }
        if (digits > 3 || digits == field.length() || !isLetter(field.charAt(digits))) {
            fields.fail(
                    "unknown-element",
                    Problem.show(field)
                            + " is no secondary HIBC field; it begins with $, /S, /14D, /16D or /Q.");
            return;
        }
        String id = field.substring(0, digits + 1);
        String value = field.substring(digits + 1);
        if (!supplements.add(id)) {
            fields.fail("repeated-element", "The supplement /" + id + " is there twice.");
            return;
        }
        fields.element(id, value);
        switch (id) {
            case "S" -> lotOrSerial(value, true);
            case "14D" -> fields.expiryDate(value, yearMonthDay(value));
            case "16D" -> fields.productionDate(value, yearMonthDay(value));
            case "Q" -> fields.quantity(value);
            default ->
                    fields.fail(
                            "unknown-element",
                            "The supplement "
                                    + Problem.show(field)
                                    + " is not one that HIBC allows: /S, /14D, /16D or /Q.");
        }
    }

    /// `$lot`, `$+serial`, `$$` and `$$+` with quantity and date before the lot or serial.
    private void flagged(String field) {
        boolean dated = field.startsWith("$$");
        int at = dated ? 2 : 1;
        boolean serial = at < field.length() && field.charAt(at) == '+';
        at += serial ? 1 : 0;
        fields.element(field.substring(0, at), field.substring(at));
        if (dated) {
            int afterQuantity = quantity(field, at);
            at = fields.failed() ? at : expiry(field, afterQuantity, afterQuantity > at);
        }
        if (!fields.failed()) {
            lotOrSerial(field.substring(at), serial);
        }
    }

    private int quantity(String field, int at) {
        if (at == field.length() || field.charAt(at) != '8' && field.charAt(at) != '9') {
            return at;
        }
        int to = at + (field.charAt(at) == '8' ? 3 : 6);
        if (Gs1Linter.digitRun(field, at, Math.min(to, field.length())) != to) {
            fields.fail(
                    "bad-quantity", "The quantity in " + Problem.show(field) + " is not a number.");
            return at;
        }
        fields.quantity(field.substring(at + 1, to));
        return to;
    }

    /// Reads the date format digit and the date; answers where the lot or serial begins.
    private int expiry(String field, int at, boolean afterQuantity) {
        boolean formatIsMissing = at == field.length() || !Gs1Linter.isDigit(field.charAt(at));
        if (formatIsMissing) {
            if (!afterQuantity) {
                fields.fail(
                        "bad-date",
                        "After $$ in "
                                + Problem.show(field)
                                + " there must be a date format, 0 to 7.");
            }
            return at;
        }
        char format = field.charAt(at);
        int from = format <= '1' ? at : at + 1;
        int to =
                from
                        + switch (format) {
                            case '0', '1' -> 4;
                            case '2', '3' -> 6;
                            case '4' -> 8;
                            case '5' -> 5;
                            case '6', '7' -> format == '6' ? 7 : 0;
                            default -> 0;
                        };
        if (format == '7') {
            return to;
        }
        if (format > '7' || Gs1Linter.digitRun(field, from, Math.min(to, field.length())) != to) {
            fields.fail(
                    "bad-date",
                    "After $$ in "
                            + Problem.show(field)
                            + " there is no date of format "
                            + format
                            + ".");
            return at;
        }
        fields.expiryDate(field.substring(from, to), date(field, format, from));
        if ((format == '4' || format == '6') && Gs1Linter.number(field, to - 2, to) > 23) {
            fields.fail("bad-date", "The hour in " + Problem.show(field) + " is not 00 to 23.");
        }
        return to;
    }

    private @Nullable LocalDate date(String field, char format, int at) {
        return switch (format) {
            case '0', '1' -> LabelDates.of(year(field, at + 2), two(field, at), 0);
            case '2' -> fullDate(year(field, at + 4), two(field, at), two(field, at + 2));
            case '3', '4' -> fullDate(year(field, at), two(field, at + 2), two(field, at + 4));
            default -> dayOfYear(field, at);
        };
    }

    private @Nullable LocalDate dayOfYear(String field, int at) {
        return LabelDates.ofDayOfYear(year(field, at), Gs1Linter.number(field, at + 2, at + 5));
    }

    private static @Nullable LocalDate yearMonthDay(String value) {
        return value.length() == 8 && Gs1Linter.digitRun(value, 0, 8) == 8
                ? fullDate(Gs1Linter.number(value, 0, 4), two(value, 4), two(value, 6))
                : null;
    }

    private static @Nullable LocalDate fullDate(int year, int month, int day) {
        return day == 0 ? null : LabelDates.of(year, month, day);
    }

    private int year(String field, int at) {
        return LabelDates.fullYear(two(field, at), scope.currentYear());
    }

    private static int two(String field, int at) {
        return Gs1Linter.number(field, at, at + 2);
    }

    private void lotOrSerial(String value, boolean serial) {
        for (int i = 0; i < value.length(); i++) {
            if (!isAlphanumeric(value.charAt(i))) {
                fields.fail(
                        "bad-character",
                        (serial ? "Serial number " : "Lot ")
                                + Problem.show(value)
                                + " has the sign "
                                + value.charAt(i)
                                + "; HIBC allows letters and digits.");
                return;
            }
        }
        if (value.length() > MAX_LOT_OR_SERIAL) {
            fields.fail(
                    "bad-length",
                    (serial ? "Serial number " : "Lot ")
                            + Problem.show(value)
                            + " has "
                            + value.length()
                            + " characters, HIBC allows "
                            + MAX_LOT_OR_SERIAL
                            + ".");
        } else if (!value.isEmpty() && serial) {
            fields.serial(value);
        } else if (!value.isEmpty()) {
            fields.lot(value);
        } else if (serial) {
            fields.fail("bad-length", "The serial number is empty.");
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isAlphanumeric(char c) {
        return isLetter(c) || Gs1Linter.isDigit(c);
    }
}
