package io.lotline.core.values;

/// The checks that the values share.
final class Text {
    private static final int SHOWN = 80;
    private static final int LONGEST = 64;

    private Text() {}

    /// Ids that a client chooses: `[A-Za-z0-9._-]{1,64}`, but neither `.` nor `..`, which a path
    /// cannot name.
    static void identifier(String field, String value) {
        identifier(field, value, LONGEST);
    }

    static void identifier(String field, String value, int max) {
        boolean wellFormed = !value.isEmpty() && value.length() <= max;
        for (int i = 0; wellFormed && i < value.length(); i++) {
            char c = value.charAt(i);
            wellFormed =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '.'
                            || c == '_'
                            || c == '-';
        }
        if (!wellFormed || value.equals(".") || value.equals("..")) {
            throw new MalformedValue(
                    field,
                    "'%s' is no %s: it has 1 to %d letters, digits, dots, underscores or hyphens, and is not '.' or '..'."
                            .formatted(shown(value), field, max));
        }
    }

    /// An id of ours that is named after another one: as much of that as there is room for, with a
    /// mark for the rest, and a number.
    static String numbered(String name, int number) {
        String tail = "-" + number;
        if (name.length() + tail.length() <= LONGEST) {
            return name + tail;
        }
        String mark = ".%08x".formatted(name.hashCode());
        return name.substring(0, LONGEST - tail.length() - mark.length()) + mark + tail;
    }

    /// Printable text of at most `max` characters, neither blank nor with control characters.
    static void printable(String field, String value, int max) {
        if (value.isBlank()
                || value.length() > max
                || value.codePoints().anyMatch(Text::unprintable)) {
            throw new MalformedValue(
                    field,
                    "'%s' is no %s: it has 1 to %d printable characters."
                            .formatted(shown(value), field, max));
        }
    }

    /// Control characters, and halves of surrogate pairs, which are no characters at all.
    private static boolean unprintable(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    static String shown(String value) {
        String cut = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
        return cut.codePoints()
                .map(c -> unprintable(c) ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
