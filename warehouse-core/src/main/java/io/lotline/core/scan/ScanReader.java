package io.lotline.core.scan;

import java.util.ArrayList;
import java.util.List;

/// Reads one symbol as a scanner sent it: GS1 element string or Digital Link, HIBC, MA or ICCBBA.
///
/// Reading is a pure function: the same string gives the same reading, no input makes it throw, and
/// the work is bounded by the input's length. It never guesses. What has several valid readings,
/// for lack of separators, gives all of them as [Reading.Ambiguous]; this holds for a symbol with a
/// GS1 symbology identifier too, because labels without the FNC1 that should end their fields are
/// common and nothing in the string tells.
///
/// Two-digit years lie at most 49 years before and 50 after [#REFERENCE_YEAR]. It is a constant,
/// not the clock, so that a scan read again years later says the same; a caller with a year of its
/// own gives it.
public final class ScanReader {

    /// Longest symbol that is read, in characters; the largest QR code holds 4,296.
    public static final int MAX_LENGTH = 4_096;

    /// Most readings that an ambiguous symbol lists.
    public static final int MAX_CANDIDATES = 64;

    /// The year that the two-digit years of labels are near to.
    public static final int REFERENCE_YEAR = 2026;

    private static final Scope WHOLE_ITEM = new Scope(REFERENCE_YEAR, true);

    private ScanReader() {}

    /// Reads a symbol that stands alone.
    public static Reading read(String symbol) {
        return read(symbol, WHOLE_ITEM);
    }

    /// Reads a symbol that stands alone and was scanned in `currentYear`.
    public static Reading read(String symbol, int currentYear) {
        return read(symbol, new Scope(currentYear, true));
    }

    static Reading read(String symbol, Scope scope) {
        int length = symbol.length();
        if (length > MAX_LENGTH) {
            return new Reading.Unreadable(
                    "too-long",
                    "The symbol has "
                            + length
                            + " characters, at most "
                            + MAX_LENGTH
                            + " are read.");
        }
        int end = length;
        while (end > 0 && (symbol.charAt(end - 1) == '\r' || symbol.charAt(end - 1) == '\n')) {
            end--;
        }
        if (end == 0) {
            return new Reading.Unreadable("empty", "The symbol is empty.");
        }
        if (end >= 3 && symbol.charAt(0) == ']' && isAsciiLetter(symbol.charAt(1))) {
            return readIdentified(symbol, symbol.substring(3, end), scope);
        }
        return readBare(symbol, end == length ? symbol : symbol.substring(0, end), scope);
    }

    private static Reading readIdentified(String symbol, String content, Scope scope) {
        char symbology = symbol.charAt(1);
        char modifier = symbol.charAt(2);
        boolean functionOneFirst =
                switch (symbology) {
                    case 'C' -> modifier == '1';
                    case 'd' -> modifier == '2' || modifier == '5';
                    case 'Q' -> modifier == '3' || modifier == '4';
                    case 'e' -> modifier >= '0' && modifier <= '2';
                    case 'J' -> modifier == '1';
                    default -> false;
                };
        if (functionOneFirst && !DigitalLink.isUri(content)) {
            return Gs1ElementString.read(symbol, content, scope);
        }
        if (symbology == 'E') {
            return Gs1ElementString.readTradeItemNumber(symbol, content, scope);
        }
        return content.isEmpty()
                ? new Reading.Unreadable("empty", "The symbol holds no data.")
                : readBare(symbol, content, scope);
    }

    private static Reading readBare(String symbol, String content, Scope scope) {
        char first = content.charAt(0);
        if (Gs1Linter.isDigit(first)) {
            return Gs1ElementString.isTradeItemNumber(content)
                    ? readNumber(symbol, content, scope)
                    : Gs1ElementString.read(symbol, content, scope);
        }
        return switch (first) {
            case Gs1Elements.SEPARATOR -> Gs1ElementString.read(symbol, content, scope);
            case '(' -> Gs1ElementString.readBracketed(symbol, content, scope);
            case '+', '*' -> Hibc.read(symbol, content, scope);
            case '=', '&' -> Iccbba.read(symbol, content);
            default -> {
                if (DigitalLink.isUri(content)) {
                    yield DigitalLink.read(symbol, content, scope);
                }
                yield content.startsWith("MA.")
                        ? Ma.read(symbol, content, scope)
                        : unknown(content);
            }
        };
    }

    /// A bare number of EAN-13 or UPC-A form is one. With 14 digits, or where other symbols of the
    /// item are to come, it may be an element string as well, such as a lot of digits alone.
    private static Reading readNumber(String symbol, String content, Scope scope) {
        Reading number = Gs1ElementString.readTradeItemNumber(symbol, content, scope);
        if (scope.wholeItem() && content.length() < 14) {
            return number;
        }
        List<ScannedItem> candidates = new ArrayList<>(candidates(number));
        for (ScannedItem item : candidates(Gs1ElementString.read(symbol, content, scope))) {
            if (scope.wholeItem() || !Gs1Items.isComplete(item)) {
                candidates.add(item);
            }
        }
        return candidates.size() == 1
                ? number
                : new Reading.Ambiguous(
                        candidates.subList(0, Math.min(candidates.size(), MAX_CANDIDATES)));
    }

    static List<ScannedItem> candidates(Reading reading) {
        return switch (reading) {
            case Reading.Read(ScannedItem item) -> List.of(item);
            case Reading.Ambiguous(List<ScannedItem> items) -> items;
            case Reading.Unreadable _ -> List.of();
        };
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    static Reading unknown(String content) {
        return new Reading.Unreadable(
                "unknown-grammar",
                Problem.show(content)
                        + " is no GS1, HIBC, MA or ICCBBA code. Maybe another code of the label was scanned.");
    }
}
