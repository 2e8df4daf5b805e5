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
// anything.
/// Attributes are the query's parameters named by an AI; others are someone else's and stay unread.
final class DigitalLink {

    private static final int HTTP = "http://".length();
    private static final int HTTPS = "https://".length();

    private final Gs1Elements elements = new Gs1Elements();
    private @Nullable Problem problem;

    private DigitalLink() {}

    static boolean isUri(String content) {
        return content.regionMatches(true, 0, "http://", 0, HTTP)
                || content.regionMatches(true, 0, "https://", 0, HTTPS);
    }

    static Reading read(String symbol, String content, Scope scope) {
        int fragment = content.indexOf('#');
        String uri = fragment < 0 ? content : content.substring(0, fragment);
        int query = uri.indexOf('?');
        String beforeQuery = query < 0 ? uri : uri.substring(0, query);
        int authority = beforeQuery.regionMatches(true, 0, "https://", 0, HTTPS) ? HTTPS : HTTP;
        int path = beforeQuery.indexOf('/', authority);
        if (path == authority || path < 0) {
            return noKey(content);
        }
        DigitalLink link = new DigitalLink();
        if (!link.readPath(split(beforeQuery.substring(path + 1), '/'))) {
            return noKey(content);
        }
        if (query >= 0) {
            link.readAttributes(uri.substring(query + 1));
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

    /// Pairs are counted from the path's end, so that a value that looks like a key is not taken
    // for one.
    private boolean readPath(List<String> segments) {
        if (!segments.isEmpty() && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        for (int i = segments.size() - 2; i >= 0; i -= 2) {
            ApplicationIdentifier key = Gs1Dictionary.named(segments.get(i));
            if (key != null && key.linkQualifiers() != null) {
                readKey(key, key.linkQualifiers(), segments, i);
                return true;
            }
        }
        return false;
    }

    private void readKey(
            ApplicationIdentifier key,
            List<List<String>> alternatives,
            List<String> segments,
            int keyAt) {
        add(key, segments.get(keyAt + 1));
        List<String> qualifiers = new ArrayList<>();
        for (int i = keyAt + 2; i < segments.size() && problem == null; i += 2) {
            ApplicationIdentifier qualifier = Gs1Dictionary.named(segments.get(i));
            if (qualifier == null) {
                problem =
                        new Problem(
                                "bad-link",
                                Problem.show(segments.get(i))
                                        + " is no GS1 application identifier in the path.");
                return;
            }
            qualifiers.add(qualifier.ai());
            add(qualifier, segments.get(i + 1));
        }
        if (problem == null
                && alternatives.stream().noneMatch(order -> isInOrder(qualifiers, order))) {
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

    private static boolean isInOrder(List<String> qualifiers, List<String> order) {
        int next = 0;
        for (String qualifier : qualifiers) {
            int place = order.indexOf(qualifier);
            if (place < next) {
                return false;
            }
            next = place + 1;
        }
        return true;
    }

    private void readAttributes(String query) {
        for (String parameter : split(query.replace(';', '&'), '&')) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (problem != null || !isElement(name)) {
                continue;
            }
            ApplicationIdentifier attribute = Gs1Dictionary.named(name);
            if (attribute == null) {
                problem =
                        new Problem(
                                "unknown-element",
                                "The attribute "
                                        + Problem.show(name)
                                        + " is no GS1 application identifier.");
            } else if (!attribute.linkAttribute()) {
                problem =
                        new Problem(
                                "bad-link",
                                "AI "
                                        + name
                                        + " ("
                                        + attribute.title()
                                        + ") belongs in the path, not in the query.");
            } else {
                add(attribute, equals < 0 ? "" : parameter.substring(equals + 1));
            }
        }
    }

    private static boolean isElement(String name) {
        int length = name.length();
        return length >= 2 && length <= 4 && Gs1Linter.digitRun(name, 0, length) == length;
    }

    private void add(ApplicationIdentifier identifier, String encoded) {
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
        if (identifier.role() == ApplicationIdentifier.Role.DEVICE
                && (value.length() == 8 || value.length() == 12 || value.length() == 13)) {
            value = "0".repeat(14 - value.length()) + value;
        }
        if (!identifier.accepts(value, 0, value.length())) {
            problem = identifier.problemOf(value, 0, value.length());
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

    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(at); to >= 0; to = text.indexOf(at, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
