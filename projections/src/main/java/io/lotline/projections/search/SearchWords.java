package io.lotline.projections.search;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// How words are written so that they are found whatever their case, width and blanks.
public final class SearchWords {
    /// Characters of a word that are compared.
    static final int LONGEST = 64;

    /// Characters of a part of a name that are compared; what is longer is told apart by the name
    /// itself.
    static final int LONGEST_PART = 24;

    /// Characters of a name whose parts are found.
    private static final int LONGEST_NAME = 80;

    private SearchWords() {}

    /// The word as it is compared; empty where nothing of it is.
    public static String of(String text) {
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(
                        c ->
                                !Character.isWhitespace(c)
                                        && !Character.isSpaceChar(c)
                                        && !Character.isISOControl(c)
                                        && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST)
                .forEach(word::appendCodePoint);
        return word.toString();
    }

    /// All ends of a name: any part of it begins one of them.
    static Set<String> ends(String name) {
        int[] characters = of(name).codePoints().toArray();
        Set<String> ends = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(characters.length, LONGEST_NAME); i++) {
            ends.add(new String(characters, i, Math.min(LONGEST_PART, characters.length - i)));
        }
        return ends;
    }
}
