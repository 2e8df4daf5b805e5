package io.lotline.core.events;

import java.io.Serial;

/// A place in JSON without spaces that moves on with each reading.
final class WrittenText {
    private static final int LONGEST_NUMBER = 30;
    private static final int LONGEST_INTEGER = 9;
    private static final int LONGEST_LONG = 18;

    private final String json;
    private int at;

    /// The string that was scanned last: where it begins and ends, and a hash of what it says.
    private int from;
    private int to;
    private int hash;
    private boolean escaped;

    WrittenText(String json) {
        this.json = json;
    }

    /// What stands here is not what is written there.
    static final class NotWritten extends Exception {
        @Serial private static final long serialVersionUID = 1L;

        static final NotWritten HERE = new NotWritten();

        private NotWritten() {
            super("not in the written form", null, false, false);
        }
    }

    boolean ended() {
        return at == json.length();
    }

    /// Goes behind these characters, where they stand here.
    boolean take(String characters) {
        boolean here = json.startsWith(characters, at);
        if (here) {
            at += characters.length();
        }
        return here;
    }

    boolean take(char character) {
        boolean here = at < json.length() && json.charAt(at) == character;
        if (here) {
            at++;
        }
        return here;
    }

    void expect(char character) throws NotWritten {
        if (!take(character)) {
            throw NotWritten.HERE;
        }
    }

    /// Goes behind the string that stands here.
    void scan() throws NotWritten {
        expect('"');
        int i = at;
        int end = json.length();
        int mixed = 0;
        escaped = false;
        for (; i < end; i++) {
            char c = json.charAt(i);
            if (c == '"') {
                from = at;
                to = i;
                hash = mixed;
                at = i + 1;
                return;
            }
            if (c < ' ') {
                break;
            }
            if (c == '\\') {
                escaped = true;
                i++;
            }
            mixed = 31 * mixed + c;
        }
        throw NotWritten.HERE;
    }

    /// A hash of the string that was scanned.
    int hash() {
        return hash ^ hash >>> 16;
    }

    /// Whether the string that was scanned is written exactly so.
    boolean says(String characters) {
        return to - from == characters.length() && json.startsWith(characters, from);
    }

    boolean isEscaped() {
        return escaped;
    }

    String string() throws NotWritten {
        scan();
        return scanned();
    }

    /// The string that was scanned.
    String scanned() throws NotWritten {
        return escaped ? unescaped() : json.substring(from, to);
    }

    private String unescaped() throws NotWritten {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            i++;
            switch (json.charAt(i)) {
                case '"' -> plain.append('"');
                case '\\' -> plain.append('\\');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    plain.append((char) hex(i + 1));
                    i += 4;
                }
                default -> throw NotWritten.HERE;
            }
        }
        return plain.toString();
    }

    private int hex(int start) throws NotWritten {
        int value = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = i < to ? Character.digit(json.charAt(i), 16) : -1;
            if (digit < 0 || json.charAt(i) > 'f') {
                throw NotWritten.HERE;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /// A number as it is written, without exponent.
    String number() throws NotWritten {
        int start = at;
        take('-');
        whole(LONGEST_NUMBER);
        if (take('.')) {
            digits(LONGEST_NUMBER);
        }
        return json.substring(start, at);
    }

    /// A whole number of up to nine digits.
    Integer integer() throws NotWritten {
        int start = at;
        take('-');
        whole(LONGEST_INTEGER);
        return Integer.parseInt(json, start, at, 10);
    }

    /// A whole number of up to eighteen digits.
    Long longInteger() throws NotWritten {
        int start = at;
        take('-');
        whole(LONGEST_LONG);
        return Long.parseLong(json, start, at, 10);
    }

    /// Goes behind some digits that begin with zero only where it is the one.
    private void whole(int longest) throws NotWritten {
        int first = at;
        digits(longest);
        if (at - first > 1 && json.charAt(first) == '0') {
            throw NotWritten.HERE;
        }
    }

    private void digits(int longest) throws NotWritten {
        int first = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        if (at == first || at - first > longest) {
            throw NotWritten.HERE;
        }
    }

    Boolean bool() throws NotWritten {
        if (take("true")) {
            return true;
        }
        if (take("false")) {
            return false;
        }
        throw NotWritten.HERE;
    }
}
