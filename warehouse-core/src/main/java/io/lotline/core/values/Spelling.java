package io.lotline.core.values;

import java.text.Normalizer;
import java.util.Locale;

/// How names of goods are spelt: which spellings look alike, and which cannot be on a label.
public final class Spelling {
    private Spelling() {}

    /// What a text and all that look like it have in common: letters in one case and one width,
    /// without blanks and invisible characters.
    public static String folded(String text) {
        return strip(Normalizer.normalize(text, Normalizer.Form.NFKC), true)
                .toLowerCase(Locale.ROOT);
    }

    /// The text as a scanner would read it from a label: without invisible characters, blanks at its
    /// ends and letters of another width.
    public static String plain(String text) {
        return strip(Normalizer.normalize(text, Normalizer.Form.NFKC), false).strip();
    }

    private static String strip(String text, boolean blanks) {
        return text.codePoints()
                .filter(c -> !invisible(c) && !(blanks && blank(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean blank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /// Format characters (zero-width joiners, direction marks) and fillers that show nothing.
    private static boolean invisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F);
    }
}
