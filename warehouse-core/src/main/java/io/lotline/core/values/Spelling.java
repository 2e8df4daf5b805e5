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

    /// The text as a scanner would read it from a label: without invisible characters, blanks at
    /// its ends and letters of another width.
    public static String plain(String text) {
        return strip(Normalizer.normalize(text, Normalizer.Form.NFKC), false).strip();
    }

    /// Letters of other alphabets that look like the one at the same place below.
    private static final String STRANGE =
            "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7";

    private static final String KNOWN = "ABEKMHOPCTXaeopcyxABEZHIKMNOPTYX";

    /// Whether a label can hold the text: the standards of labels know ASCII only.
    public static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /// The text with letters in place of those of other alphabets that look like them.
    public static String latin(String text) {
        StringBuilder latin = new StringBuilder(text);
        for (int i = 0; i < latin.length(); i++) {
            int at = STRANGE.indexOf(latin.charAt(i));
            if (at >= 0) {
                latin.setCharAt(i, KNOWN.charAt(at));
            }
        }
        return latin.toString();
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
