package io.lotline.core.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads GS1 element strings: as a scanner sends them, and bracketed as people write them.
///
/// A separator ends every field whose length is not predefined, unless it is the last. So a string
/// with at least one separator comes from an encoder that ends its fields, and is read as written.
/// Where there is none at all, either the only open field is the last, or the label was printed
/// without FNC1, which is common and which nothing in the string tells apart, a symbology
/// identifier neither. Then every split whose fields are all valid counts (known AIs, character
/// sets, check digits, dates, the rules between AIs); one split is the reading, several are
/// ambiguous.
final class Gs1ElementString {

    /// Ends tried in search of readings before a symbol counts as hopeless.
    private static final int MAX_TRIES = 50_000;

    private final String symbol;
    private final String content;
    private final Scope scope;
    private final Gs1Elements elements = new Gs1Elements();

    /// Where the first field begins whose length is not predefined, -1 if there is none.
    private int firstOpen = -1;

    private int elementsBeforeOpen;

    private Gs1ElementString(String symbol, String content, Scope scope) {
        this.symbol = symbol;
        this.content = content;
        this.scope = scope;
    }

    /// Reads `content`, which is `symbol` without its symbology identifier.
    static Reading read(String symbol, String content, Scope scope) {
        int from = !content.isEmpty() && content.charAt(0) == Gs1Elements.SEPARATOR ? 1 : 0;
        if (from == content.length()) {
            return new Reading.Unreadable("empty", "The symbol holds no data.");
        }
        return new Gs1ElementString(symbol, content, scope).read(from);
    }

    private Reading read(int from) {
        Problem problem = readAsWritten(from);
        boolean separated = content.indexOf(Gs1Elements.SEPARATOR, from) >= 0;
        if (!separated && firstOpen >= 0) {
            return readEverySplit(problem);
        }
        if (problem == null && scope.wholeItem() && !elements.isPart()) {
            problem = elements.missing();
        }
        return problem == null
                ? new Reading.Read(elements.item(Standard.GS1, symbol, scope.currentYear()))
                : problem.unreadable();
    }

    private @Nullable Problem readAsWritten(int from) {
        int end = content.length();
        int at = from;
        while (at < end) {
            ApplicationIdentifier identifier = Gs1Dictionary.at(content, at);
            if (identifier == null) {
                return unknownElement(at);
            }
            int valueFrom = at + identifier.ai().length();
            int separator = content.indexOf(Gs1Elements.SEPARATOR, valueFrom);
            int limit = separator < 0 ? end : separator;
            int valueTo;
            if (identifier.predefined()) {
                valueTo = Math.min(limit, valueFrom + identifier.maxLength());
            } else {
                valueTo = limit;
                if (firstOpen < 0) {
                    firstOpen = at;
                    elementsBeforeOpen = elements.size();
                }
            }
            if (!identifier.accepts(content, valueFrom, valueTo)) {
                return identifier.problemOf(content, valueFrom, valueTo);
            }
            String value = content.substring(valueFrom, valueTo);
            if (!elements.add(identifier, value)) {
                return elements.refusal(identifier, value);
            }
            at = valueTo == separator ? valueTo + 1 : valueTo;
        }
        return null;
    }

    private Problem unknownElement(int at) {
        if (content.charAt(at) == Gs1Elements.SEPARATOR) {
            return new Problem(
                    "misplaced-separator",
                    "There is a separator at character " + (at + 1) + " that ends no field.");
        }
        return new Problem(
                "unknown-element",
                "At character "
                        + (at + 1)
                        + ", "
                        + Problem.show(content.substring(at))
                        + " begins with no GS1 application identifier. Maybe a field before it is damaged.");
    }

    private Reading readEverySplit(@Nullable Problem asWritten) {
        Gs1Elements prefix = new Gs1Elements();
        for (int i = 0; i < elementsBeforeOpen; i++) {
            prefix.add(elements.identifierAt(i), elements.valueAt(i));
        }
        Splits splits = new Splits(prefix);
        splits.from(firstOpen);
        if (splits.exhausted()) {
            return new Reading.Unreadable(
                    "too-many-readings",
                    "The symbol of "
                            + content.length()
                            + " characters has no separators and too many readings to look at all of them. Write it with brackets, such as (01)...(10)..., or print it with FNC1.");
        }
        if (splits.found.size() == 1) {
            return new Reading.Read(splits.found.getFirst());
        }
        if (splits.found.size() > 1) {
            return new Reading.Ambiguous(splits.found);
        }
        Problem problem = asWritten != null ? asWritten : elements.missing();
        if (problem == null) {
            throw new IllegalStateException(
                    "A valid reading was not among the splits of " + Problem.show(content));
        }
        return problem.unreadable();
    }

    /// The search over all splits. `reachesEnd` is made first, from the end, so that no path that
    /// cannot end is begun.
    private final class Splits {
        private final boolean[] reachesEnd = new boolean[content.length() + 1];
        private final List<ScannedItem> found = new ArrayList<>();
        private final Gs1Elements path;
        private int triesLeft = MAX_TRIES;

        Splits(Gs1Elements prefix) {
            path = prefix;
            int end = content.length();
            reachesEnd[end] = true;
            for (int at = end - 1; at >= firstOpen; at--) {
                ApplicationIdentifier identifier = Gs1Dictionary.at(content, at);
                if (identifier != null) {
                    int valueFrom = at + identifier.ai().length();
                    int last = Math.min(end, valueFrom + identifier.maxLength());
                    for (int to = valueFrom + identifier.minLength();
                            to <= last && !reachesEnd[at];
                            to++) {
                        reachesEnd[at] =
                                reachesEnd[to] && identifier.accepts(content, valueFrom, to);
                    }
                }
            }
        }

        boolean exhausted() {
            return triesLeft <= 0;
        }

        void from(int at) {
            if (at == content.length()) {
                if (!scope.wholeItem() || path.isPart() || path.isComplete()) {
                    found.add(path.item(Standard.GS1, symbol, scope.currentYear()));
                }
                return;
            }
            ApplicationIdentifier identifier = Gs1Dictionary.at(content, at);
            if (identifier == null || !reachesEnd[at]) {
                return;
            }
            int valueFrom = at + identifier.ai().length();
            int shortest = valueFrom + identifier.minLength();
            for (int to = Math.min(content.length(), valueFrom + identifier.maxLength());
                    to >= shortest;
                    to--) {
                if (!reachesEnd[to]) {
                    continue;
                }
                if (triesLeft-- <= 0) {
                    return;
                }
                if (identifier.accepts(content, valueFrom, to)
                        && path.add(identifier, content.substring(valueFrom, to))) {
                    from(to);
                    path.removeLast();
                }
            }
        }
    }

    /// Reads `(01)06901234567892(10)A213B1`: a bracket with a known AI begins the next element,
    /// `\(` writes a bracket.
    static Reading readBracketed(String symbol, String content, Scope scope) {
        Gs1Elements elements = new Gs1Elements();
        int at = 0;
        int end = content.length();
        while (at < end) {
            ApplicationIdentifier identifier = bracketedAt(content, at);
            if (identifier == null) {
                return new Reading.Unreadable(
                        "unknown-element",
                        Problem.show(content.substring(at))
                                + " begins with no GS1 application identifier in brackets.");
            }
            int valueFrom = at + identifier.ai().length() + 2;
            StringBuilder text = new StringBuilder();
            at = valueFrom;
            while (at < end && bracketedAt(content, at) == null) {
                boolean escaped =
                        content.charAt(at) == '\\' && at + 1 < end && content.charAt(at + 1) == '(';
                at += escaped ? 1 : 0;
                text.append(content.charAt(at++));
            }
            String value = text.toString().strip();
            if (!identifier.accepts(value, 0, value.length())) {
                return identifier.problemOf(value, 0, value.length()).unreadable();
            }
            if (!elements.add(identifier, value)) {
                return elements.refusal(identifier, value).unreadable();
            }
        }
        Problem missing = scope.wholeItem() && !elements.isPart() ? elements.missing() : null;
        return missing != null
                ? missing.unreadable()
                : new Reading.Read(elements.item(Standard.GS1, symbol, scope.currentYear()));
    }

    private static @Nullable ApplicationIdentifier bracketedAt(String content, int at) {
        if (content.charAt(at) != '(') {
            return null;
        }
        ApplicationIdentifier identifier = Gs1Dictionary.at(content, at + 1);
        if (identifier == null) {
            return null;
        }
        int close = at + 1 + identifier.ai().length();
        return close < content.length() && content.charAt(close) == ')' ? identifier : null;
    }

    /// Whether `content` is the number of an EAN-13, UPC-A or ITF-14 symbol: so many digits with a
    /// right check digit.
    static boolean isTradeItemNumber(String content) {
        int length = content.length();
        return length >= 12 && length <= 14 && isTradeItemNumber(content, 0, length);
    }

    private static boolean isTradeItemNumber(String s, int from, int to) {
        return Gs1Linter.digitRun(s, from, to) == to && Gs1Linter.hasRightCheckDigit(s, from, to);
    }

    /// Reads a symbol of the EAN/UPC family, whose identifier says how many digits it has:
    /// `]E0` 13, `]E3` 13 with an add-on of two or five, `]E4` 8. An add-on alone is no item.
    static Reading readRetailSymbol(String symbol, String content, char modifier, Scope scope) {
        int length = content.length();
        boolean fits =
                switch (modifier) {
                    case '0' -> length == 13;
                    case '3' -> length == 15 || length == 18;
                    case '4' -> length == 8;
                    default -> false;
                };
        if (!fits || Gs1Linter.digitRun(content, 0, length) != length) {
            return new Reading.Unreadable(
                    "bad-length",
                    "The symbol says ]E"
                            + modifier
                            + switch (modifier) {
                                case '0' -> ", which has 13 digits, but ";
                                case '3' -> ", which has 13 digits and an add-on of 2 or 5, but ";
                                case '4' -> ", which has 8 digits, but ";
                                default -> ", which is no trade item number, and ";
                            }
                            + Problem.show(content)
                            + " has "
                            + length
                            + " characters.");
        }
        return readTradeItemNumber(
                symbol, modifier == '3' ? content.substring(0, 13) : content, scope);
    }

    /// Reads a bare number of 8, 12, 13 or 14 digits as GTIN.
    static Reading readTradeItemNumber(String symbol, String number, Scope scope) {
        String gtin = "0".repeat(14 - number.length()) + number;
        ApplicationIdentifier identifier = Gs1Dictionary.named("01");
        if (identifier == null) {
            throw new IllegalStateException("The dictionary has no AI 01.");
        }
        if (!identifier.accepts(gtin, 0, gtin.length())) {
            return identifier.problemOf(gtin, 0, gtin.length()).unreadable();
        }
        Gs1Elements elements = new Gs1Elements();
        elements.add(identifier, gtin);
        return new Reading.Read(elements.item(Standard.GS1, symbol, scope.currentYear()));
    }
}
