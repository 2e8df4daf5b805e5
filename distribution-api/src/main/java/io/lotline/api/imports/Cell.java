package io.lotline.api.imports;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What a cell of a table holds.
sealed interface Cell {
    Cell EMPTY = new Empty();

    record Empty() implements Cell {}

    /// Without blanks at its ends.
    record Text(String value) implements Cell {}

    /// @param digits how many digits it is shown with at least
    record Number(BigDecimal value, int digits) implements Cell {}

    record Flag(boolean value) implements Cell {}

    record Date(LocalDate value) implements Cell {}

    /// What the spreadsheet itself could not work out, such as `#N/A`.
    record Failed(String error) implements Cell {}

    /// A text cell; empty where nobody would see anything of it.
    static Cell text(String value) {
        String plain = strip(value);
        return plain.isEmpty() ? EMPTY : new Text(plain);
    }

    private static String strip(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char one) {
        return Character.isWhitespace(one) || Character.isSpaceChar(one) || one == '\uFEFF';
    }
}
