package io.lotline.core.scan;

import io.lotline.core.scan.ApplicationIdentifier.Component;
import io.lotline.core.scan.ApplicationIdentifier.Requirement;
import io.lotline.core.scan.ApplicationIdentifier.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The table of all application identifiers, made from the shipped `gs1-syntax-dictionary.txt` when
/// the class loads.
final class Gs1Dictionary {

    /// The longest value that any AI allows.
    static final int MAX_VALUE_LENGTH = 90;

    private static final List<Line> LINES = lines();
    private static final ApplicationIdentifier[] ALL = new ApplicationIdentifier[LINES.size()];
    /// How many digits the AIs with these first two digits have; 0 where there is none.
    private static final byte[] LENGTH_BY_PREFIX = new byte[100];

    /// The AI with this length and number, at `number + OFFSET[length]`.
    private static final @Nullable ApplicationIdentifier[] BY_NUMBER =
            new ApplicationIdentifier[100 + 1_000 + 10_000];

    private static final int[] OFFSET = {0, 0, 0, 100, 1_100};

    static {
        for (Line line : LINES) {
            LENGTH_BY_PREFIX[Gs1Linter.number(line.ai, 0, 2)] = (byte) line.ai.length();
        }
        for (Line line : LINES) {
            ApplicationIdentifier identifier = identifier(line);
            ALL[line.index] = identifier;
            int length = line.ai.length();
            if (LENGTH_BY_PREFIX[Gs1Linter.number(line.ai, 0, 2)] != length) {
                throw new IllegalStateException(
                        "The AIs beginning as " + line.ai + " differ in length.");
            }
            BY_NUMBER[Gs1Linter.number(line.ai, 0, length) + OFFSET[length]] = identifier;
        }
    }

    /// One AI of the dictionary with the rest of its line, not yet resolved.
    private record Line(int index, String ai, String[] words, String title) {}

    private Gs1Dictionary() {}

    /// The AI that begins at `s[at]`, or null.
    static @Nullable ApplicationIdentifier at(String s, int at) {
        int left = s.length() - at;
        if (left < 2) {
            return null;
        }
        char a = s.charAt(at);
        char b = s.charAt(at + 1);
        if (!Gs1Linter.isDigit(a) || !Gs1Linter.isDigit(b)) {
            return null;
        }
        int number = (a - '0') * 10 + b - '0';
        int length = LENGTH_BY_PREFIX[number];
        if (length == 0 || length > left) {
            return null;
        }
        for (int i = at + 2; i < at + length; i++) {
            char c = s.charAt(i);
            if (!Gs1Linter.isDigit(c)) {
                return null;
            }
            number = number * 10 + c - '0';
        }
        return BY_NUMBER[number + OFFSET[length]];
    }

    /// The AI with exactly these digits, or null.
    static @Nullable ApplicationIdentifier named(String ai) {
        return named(ai, 0, ai.length());
    }

    /// The AI whose digits are `s[from, to)`, or null.
    static @Nullable ApplicationIdentifier named(String s, int from, int to) {
        ApplicationIdentifier found = at(s, from);
        return found != null && found.ai().length() == to - from ? found : null;
    }

    static List<ApplicationIdentifier> all() {
        return List.of(ALL);
    }

    static AiSet emptySet() {
        return new AiSet(ALL.length);
    }

    private static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (String text : ScanResources.lines("gs1-syntax-dictionary.txt")) {
            if (text.isEmpty() || !Gs1Linter.isDigit(text.charAt(0))) {
                continue;
            }
            int hash = text.indexOf('#');
            String title = hash < 0 ? "" : text.substring(hash + 1).strip();
            String[] words = (hash < 0 ? text : text.substring(0, hash)).strip().split("\\s+");
            int dash = words[0].indexOf('-');
            String first = dash < 0 ? words[0] : words[0].substring(0, dash);
            int last = Integer.parseInt(dash < 0 ? first : words[0].substring(dash + 1));
            for (int number = Integer.parseInt(first); number <= last; number++) {
                String ai = String.format(Locale.ROOT, "%0" + first.length() + "d", number);
                lines.add(new Line(lines.size(), ai, words, title.isEmpty() ? "no title" : title));
            }
        }
        return lines;
    }

    private static ApplicationIdentifier identifier(Line line) {
        boolean predefined = false;
        boolean linkAttribute = false;
        List<Component> components = new ArrayList<>();
        List<Requirement> requires = new ArrayList<>();
        AiSet excludes = new AiSet(LINES.size());
        List<List<String>> qualifiers = null;
        for (int i = 1; i < line.words.length; i++) {
            String word = line.words[i];
            if (word.startsWith("req=")) {
                requires.add(requirement(word.substring(4)));
            } else if (word.startsWith("ex=")) {
                for (String pattern : word.substring(3).split(",")) {
                    addMatching(excludes, pattern);
                }
            } else if (word.equals("dlpkey")) {
                qualifiers = List.of(List.of());
            } else if (word.startsWith("dlpkey=")) {
                qualifiers = new ArrayList<>();
                for (String alternative : word.substring(7).split("\\|")) {
                    qualifiers.add(List.of(alternative.split(",")));
                }
            } else if ("NXYZ[".indexOf(word.charAt(0)) >= 0) {
                components.add(component(word));
            } else {
                predefined = word.indexOf('*') >= 0;
                linkAttribute = word.indexOf('?') >= 0;
            }
        }
        // "An AI is not exclusive of itself even if it matches a pattern"
        excludes.remove(line.index);
        int min = components.stream().filter(c -> !c.optional()).mapToInt(Component::min).sum();
        int max = components.stream().mapToInt(Component::max).sum();
        return new ApplicationIdentifier(
                line.index,
                line.ai,
                line.title,
                predefined,
                linkAttribute,
                List.copyOf(components),
                min,
                max,
                Role.of(line.ai),
                List.copyOf(requires),
                excludes,
                qualifiers);
    }

    /// `N6,yymmd0`, `X..20`, `[N4],hhmi`, `[X1],hyphen`.
    private static Component component(String word) {
        boolean optional = word.charAt(0) == '[';
        String[] parts = word.replace("[", "").replace("]", "").split(",");
        String length = parts[0].substring(1);
        boolean varies = length.startsWith("..");
        int max = Integer.parseInt(varies ? length.substring(2) : length);
        Gs1Linter[] linters = new Gs1Linter[parts.length - 1];
        for (int i = 0; i < linters.length; i++) {
            linters[i] = Gs1Linter.valueOf(parts[i + 1].toUpperCase(Locale.ROOT));
        }
        return new Component(parts[0].charAt(0), varies ? 1 : max, max, optional, linters);
    }

    private static Requirement requirement(String text) {
        AiSet any = new AiSet(LINES.size());
        List<List<AiSet>> groups = new ArrayList<>();
        for (String alternative : text.split(",")) {
            if (alternative.indexOf('+') < 0) {
                addMatching(any, alternative);
                continue;
            }
            List<AiSet> group = new ArrayList<>();
            for (String pattern : alternative.split("\\+")) {
                AiSet one = new AiSet(LINES.size());
                addMatching(one, pattern);
                group.add(one);
            }
            groups.add(List.copyOf(group));
        }
        return new Requirement(
                any, List.copyOf(groups), text.replace("+", " with ").replace(",", ", or "));
    }

    private static void addMatching(AiSet set, String pattern) {
        for (Line line : LINES) {
            if (matches(line.ai, pattern)) {
                set.add(line.index);
            }
        }
    }

    private static boolean matches(String ai, String pattern) {
        if (ai.length() != pattern.length()) {
            return false;
        }
        for (int i = 0; i < ai.length(); i++) {
            if (pattern.charAt(i) != 'n' && pattern.charAt(i) != ai.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
