package io.lotline.core.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads GS1 Digital Link URIs:
// `https://any.domain/any/stem/01/06901234567892/10/A213B1?17=150707`.
///
/// The path ends in a key and its qualifiers in the dictionary's order; the stem before them may be
/// anything. Attributes are the query's parameters named by an AI; others are someone else's and
/// stay unread.
final class DigitalLink {

    private static final int HTTP = "http://".length();
    private static final int HTTPS = "https://".length();

    private final String content;
    private final Gs1Elements elements = new Gs1Elements();
    private @Nullable Problem problem;

    private DigitalLink(String content) {
        this.content = content;
    }

    static boolean isUri(String content) {
        return content.regionMatches(true, 0, "https://", 0, HTTPS)
                || content.regionMatches(true, 0, "http://", 0, HTTP);
    }

    static Reading read(String symbol, String content, Scope scope) {
        int fragment = content.indexOf('#');
        int end = fragment < 0 ? content.length() : fragment;
        int query = content.indexOf('?');
        int pathEnd = query < 0 || query > end ? end : query;
        int authority = content.indexOf(':') == "http".length() ? HTTP : HTTPS;
        int path = content.indexOf('/', authority);
        if (path == authority || path < 0 || path >= pathEnd) {
            return noKey(content);
        }
        DigitalLink link = new DigitalLink(content);
        if (!link.readPath(path + 1, pathEnd)) {
            return noKey(content);
        }
        if (pathEnd < end) {
            link.readAttributes(pathEnd + 1, end);
        }
        Problem found = link.problem;
        if (found == null && scope.wholeItem()) {
            found = link.elements.missing();
        }
        return found != null
                ? found.unreadable()
                : new Reading.Read(
                        link.elements.item(Standard.GS1_DIGITAL_LINK, symbol, scope.currentYear()));
    }

    private static Reading noKey(String content) {
        return new Reading.Unreadable(
                "unknown-grammar",
                Problem.show(content)
                        + " is a web address without a GS1 key such as /01/ and a GTIN in its path.");
    }

    /// Reads the path `content[from, to)`, which a `/` stands before. Pairs are counted from its
    /// end, so that a value that looks like a key is not taken for one.
    private boolean readPath(int from, int to) {
        boolean slashed = to > from && content.charAt(to - 1) == '/';
        // a slash that ends the path says nothing, unless only an empty value makes pairs of it
        return readPairs(from, slashed ? to - 1 : to) || slashed && readPairs(from, to);
    }

    private boolean readPairs(int from, int end) {
        int valueEnd = end;
        int slash = content.lastIndexOf('/', valueEnd - 1);
        while (slash >= from) {
            int keyAt = content.lastIndexOf('/', slash - 1) + 1;
            ApplicationIdentifier key = Gs1Dictionary.named(content, keyAt, slash);
            if (key != null && key.linkQualifiers() != null) {
                refuseKeyBefore(from, keyAt - 1);
                readKey(key, key.linkQualifiers(), slash + 1, valueEnd, end);
                return true;
            }
            valueEnd = keyAt - 1;
            slash = valueEnd < from ? -1 : content.lastIndexOf('/', valueEnd - 1);
        }
        return false;
    }

    /// A path has one key. Where another one with a valid value stands before it, nothing
    /// tells which is meant.
    private void refuseKeyBefore(int from, int end) {
        int valueAt = content.lastIndexOf('/', end - 1) + 1;
        int keyAt = content.lastIndexOf('/', valueAt - 2) + 1;
        if (keyAt < from || valueAt <= keyAt) {
            return;
        }
        ApplicationIdentifier key = Gs1Dictionary.named(content, keyAt, valueAt - 1);
        if (key != null && key.isLinkKey() && key.accepts(content, valueAt, end)) {
            problem =
                    new Problem(
                            "repeated-element",
                            "The path has the key "
                                    + key.ai()
                                    + " with "
                                    + Problem.show(content.substring(valueAt, end))
                                    + " before another key; a link has one.");
        }
    }

    /// Reads a key's value `content[valueAt, valueEnd)` and the qualifiers after it, up to `end`.
    private void readKey(
            ApplicationIdentifier key,
            List<List<String>> alternatives,
            int valueAt,
            int valueEnd,
            int end) {
        if (problem == null) {
            add(key, valueAt, valueEnd);
        }
        List<String> qualifiers = new ArrayList<>();
        int at = valueEnd + 1;
        while (at <= end && problem == null) {
            int slash = content.indexOf('/', at);
            ApplicationIdentifier qualifier = Gs1Dictionary.named(content, at, slash);
            if (qualifier == null) {
                problem =
                        new Problem(
                                "bad-link",
                                Problem.show(content.substring(at, slash))
                                        + " is no GS1 application identifier in the path.");
                return;
            }
            int next = content.indexOf('/', slash + 1);
            int stop = next < 0 || next > end ? end : next;
            qualifiers.add(qualifier.ai());
            add(qualifier, slash + 1, stop);
            at = stop + 1;
        }
        if (problem == null && !isAllowed(qualifiers, alternatives)) {
            problem =
                    new Problem(
                            "bad-link",
                            "The path of key "
                                    + key.ai()
                                    + " has the qualifiers "
                                    + qualifiers
                                    + ", allowed in order are "
                                    + alternatives
                                    + ".");
        }
    }

    private static boolean isAllowed(List<String> qualifiers, List<List<String>> alternatives) {
        for (int i = 0; i < alternatives.size(); i++) {
            if (isInOrder(qualifiers, alternatives.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInOrder(List<String> qualifiers, List<String> order) {
        int next = 0;
        for (int i = 0; i < qualifiers.size(); i++) {
            int place = order.indexOf(qualifiers.get(i));
            if (place < next) {
                return false;
            }
            next = place + 1;
        }
        return true;
    }

    /// Reads the parameters of the query `content[from, to)`.
    private void readAttributes(int from, int to) {
        int at = from;
        while (at <= to && problem == null) {
            int equals = -1;
            int stop = at;
            for (; stop < to && !isDelimiter(content.charAt(stop)); stop++) {
                if (equals < 0 && content.charAt(stop) == '=') {
                    equals = stop;
                }
            }
            int nameEnd = equals < 0 ? stop : equals;
            if (isElement(at, nameEnd)) {
                readAttribute(at, nameEnd, equals < 0 ? stop : equals + 1, stop);
            }
            at = stop + 1;
        }
    }

    private static boolean isDelimiter(char c) {
        return c == '&' || c == ';';
    }

    private void readAttribute(int at, int nameEnd, int valueAt, int valueEnd) {
        ApplicationIdentifier attribute = Gs1Dictionary.named(content, at, nameEnd);
        if (attribute == null) {
            problem =
                    new Problem(
                            "unknown-element",
                            "The attribute "
                                    + Problem.show(content.substring(at, nameEnd))
                                    + " is no GS1 application identifier.");
        } else if (!attribute.linkAttribute()) {
            problem =
                    new Problem(
                            "bad-link",
                            "AI "
                                    + attribute.ai()
                                    + " ("
                                    + attribute.title()
                                    + ") belongs in the path, not in the query.");
        } else {
            add(attribute, valueAt, valueEnd);
        }
    }

    private boolean isElement(int from, int to) {
        int length = to - from;
        return length >= 2 && length <= 4 && Gs1Linter.digitRun(content, from, to) == to;
    }

    private void add(ApplicationIdentifier identifier, int from, int to) {
        String encoded = content.substring(from, to);
        String value = decode(encoded);
        if (value == null) {
            problem =
                    new Problem(
                            "bad-link",
                            "AI "
                                    + identifier.ai()
                                    + " has a wrong percent-encoding: "
                                    + Problem.show(encoded)
                                    + ".");
            return;
        }
        if (!identifier.accepts(value, 0, value.length())) {
            problem = identifier.problemOf(value, 0, value.length());
        } else if (elements.contains(identifier)) {
            problem =
                    new Problem(
                            "repeated-element",
                            "AI "
                                    + identifier.ai()
                                    + " ("
                                    + identifier.title()
                                    + ") is there twice; a link names each once.");
        } else if (!elements.add(identifier, value)) {
            problem = elements.refusal(identifier, value);
        }
    }

    private static @Nullable String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return null;
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 1 < text.length() ? Gs1Linter.hexDigit(text.charAt(i + 1)) : -1;
            int low = i + 2 < text.length() ? Gs1Linter.hexDigit(text.charAt(i + 2)) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
