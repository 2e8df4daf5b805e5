package io.lotline.core.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

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

    /// Most readings of an ambiguous symbol that an answer lists. All of them are looked at,
    /// however many there are: the right one may be the last.
    public static final int MAX_CANDIDATES = 64;

    /// The year that the two-digit years of labels are near to.
    public static final int REFERENCE_YEAR = 2026;

    private ScanReader() {}

    /// Reads a symbol by itself. One that belongs to an item whose identifier is on another symbol
    /// is read as well, and has no device identifier.
    public static Reading read(String symbol) {
        return read(symbol, ScannerSetup.PLAIN);
    }

    /// Reads a symbol by itself that scanners with this setup sent.
    public static Reading read(String symbol, ScannerSetup scanners) {
        return read(symbol, new Scope(REFERENCE_YEAR, true, scanners));
    }

    /// Reads a symbol by itself that was scanned in `currentYear`.
    public static Reading read(String symbol, int currentYear) {
        return read(symbol, new Scope(currentYear, true, ScannerSetup.PLAIN));
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
        String text = scope.scanners().stripped(symbol);
        if (text.isEmpty()) {
            return new Reading.Unreadable("empty", "The symbol is empty.");
        }
        if (text.length() >= 3 && text.charAt(0) == ']' && isAsciiLetter(text.charAt(1))) {
            return readIdentified(symbol, text.charAt(1), text.charAt(2), text.substring(3), scope);
        }
        return readBare(symbol, text, scope);
    }

    private static Reading readIdentified(
            String symbol, char symbology, char modifier, String content, Scope scope) {
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
            return readElements(symbol, content, scope);
        }
        if (symbology == 'E') {
            return Gs1ElementString.readRetailSymbol(symbol, content, modifier, scope);
        }
        return content.isEmpty()
                ? new Reading.Unreadable("empty", "The symbol holds no data.")
                : readBare(symbol, content, scope);
    }

    private static Reading readBare(String symbol, String content, Scope scope) {
        String separated = scope.scanners().separated(content);
        char first = separated.charAt(0);
        if (Gs1Linter.isDigit(first)) {
            return Gs1ElementString.isTradeItemNumber(content)
                    ? readNumber(symbol, content, scope)
                    : readElements(symbol, content, scope);
        }
        return switch (first) {
            case Gs1Elements.SEPARATOR ->
                    separated.length() > 1 && separated.charAt(1) == '('
                            ? Gs1ElementString.readBracketed(symbol, separated.substring(1), scope)
                            : readElements(symbol, content, scope);
            case '(' -> Gs1ElementString.readBracketed(symbol, separated, scope);
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

    /// Reads an element string with what the scanner typed for its separators.
    private static Reading readElements(String symbol, String content, Scope scope) {
        String plain = scope.scanners().separated(content);
        Reading reading = Gs1ElementString.read(symbol, plain, scope);
        String more = scope.scanners().separatedFully(plain);
        if (more.equals(plain)) {
            return reading;
        }
        SequencedSet<ScannedItem> candidates = new LinkedHashSet<>(candidates(reading));
        candidates.addAll(candidates(Gs1ElementString.read(symbol, more, scope)));
        return switch (candidates.size()) {
            case 0 -> reading;
            case 1 -> new Reading.Read(candidates.getFirst());
            default -> new Reading.Ambiguous(List.copyOf(candidates));
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
            if (scope.wholeItem() ? !Gs1Items.isPart(item) : !Gs1Items.isComplete(item)) {
                candidates.add(item);
            }
        }
        return candidates.size() == 1 ? number : new Reading.Ambiguous(candidates);
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
