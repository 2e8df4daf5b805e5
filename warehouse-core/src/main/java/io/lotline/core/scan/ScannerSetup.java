package io.lotline.core.scan;

import java.util.List;

/// How the scanners of a site are set up: what they type around a symbol, and for the FNC1 in it.
///
/// A stand-in with a character that no GS1 value can hold is a separator wherever it is. One that a
/// value can hold too, such as `_`, makes a symbol ambiguous where both ways can be read.
///
/// @param prefixes   texts that may stand before a symbol and do not belong to it
/// @param suffixes   texts that may stand behind it
/// @param separators texts that stand for FNC1, beside those that everybody knows (`<GS>`, `^]` …)
public record ScannerSetup(List<String> prefixes, List<String> suffixes, List<String> separators) {

    /// Scanners that type nothing of their own.
    public static final ScannerSetup PLAIN = new ScannerSetup(List.of(), List.of(), List.of());

    /// What many scanners and keyboards type for FNC1. Each holds a character that no value can
    /// hold, or is longer than chance.
    private static final List<String> KNOWN =
            List.of(
                    "<gs>", "{gs}", "[gs]", "<fnc1>", "{fnc1}", "[fnc1]", "<0x1d>", "{0x1d}",
                    "[0x1d]", "^]", "\\x1d", "\\u001d", "\\035", "\u241d");

    public ScannerSetup {
        prefixes = List.copyOf(prefixes);
        suffixes = List.copyOf(suffixes);
        separators = List.copyOf(separators);
    }

    /// The symbol without tabs, line ends, prefix and suffix around it.
    String stripped(String symbol) {
        String text = withoutEnds(symbol);
        for (String prefix : prefixes) {
            if (text.length() > prefix.length() && text.startsWith(prefix)) {
                text = withoutEnds(text.substring(prefix.length()));
                break;
            }
        }
        for (String suffix : suffixes) {
            if (text.length() > suffix.length() && text.endsWith(suffix)) {
                return withoutEnds(text.substring(0, text.length() - suffix.length()));
            }
        }
        return text;
    }

    private static String withoutEnds(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isEnd(text.charAt(from))) {
            from++;
        }
        while (to > from && isEnd(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isEnd(char c) {
        return c == '\t' || c == '\r' || c == '\n';
    }

    /// The text with a separator for everything that can only be one.
    String separated(String text) {
        String separated = text;
        if (mayHoldKnown(text)) {
            separated = replaceKnown(text);
        }
        for (String separator : separators) {
            if (!isOfValues(separator)) {
                separated = separated.replace(separator, String.valueOf(Gs1Elements.SEPARATOR));
            }
        }
        return separated;
    }

    /// The text with a separator also for what a value could hold as well.
    String separatedFully(String text) {
        String separated = text;
        for (String separator : separators) {
            if (isOfValues(separator)) {
                separated = separated.replace(separator, String.valueOf(Gs1Elements.SEPARATOR));
            }
        }
        return separated;
    }

    private static boolean mayHoldKnown(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '{' || c == '[' || c == '^' || c == '\\' || c == '\u241d') {
                return true;
            }
        }
        return false;
    }

    private static String replaceKnown(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int length = knownAt(text, at);
            if (length == 0) {
                replaced.append(text.charAt(at));
                at++;
            } else {
                replaced.append(Gs1Elements.SEPARATOR);
                at += length;
            }
        }
        return replaced.toString();
    }

    private static int knownAt(String text, int at) {
        for (String known : KNOWN) {
            if (text.regionMatches(true, at, known, 0, known.length())) {
                return known.length();
            }
        }
        return 0;
    }

    private static boolean isOfValues(String separator) {
        return Gs1Characters.firstOutside('X', separator, 0, separator.length())
                == separator.length();
    }
}
