package io.lotline.core.scan;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One GS1 application identifier (AI) as the syntax dictionary defines it.
///
/// @param index its place in [Gs1Dictionary#all()], the bit that stands for it in an [AiSet]
/// @param ai its two to four digits
/// @param predefined whether its length is predefined, so that no separator follows it
/// @param linkAttribute whether a GS1 Digital Link may carry it as an attribute
/// @param components its value's parts, in order; only the last one can vary in length
/// @param requires each must be met by the elements of the same item
/// @param excludes the AIs that must not be on the same item
/// @param linkQualifiers where it is a Digital Link key: the alternatives of its qualifiers, in
/// order
record ApplicationIdentifier(
        int index,
        String ai,
        String title,
        boolean predefined,
        boolean linkAttribute,
        List<Component> components,
        int minLength,
        int maxLength,
        Role role,
        List<Requirement> requires,
        AiSet excludes,
        @Nullable List<List<String>> linkQualifiers) {

    /// What the neutral record makes of an AI.
    enum Role {
        SSCC,
        DEVICE,
        LOT,
        SERIAL,
        PRODUCTION_DATE,
        EXPIRY_DATE,
        EXPIRY_TIME,
        COUNT,
        CONTAINED_COUNT,
        OTHER;

        static Role of(String ai) {
            return switch (ai) {
                case "00" -> SSCC;
                case "01" -> DEVICE;
                case "10" -> LOT;
                case "21" -> SERIAL;
                case "11" -> PRODUCTION_DATE;
                case "17" -> EXPIRY_DATE;
                case "7003" -> EXPIRY_TIME;
                case "30" -> COUNT;
                case "37" -> CONTAINED_COUNT;
                default -> OTHER;
            };
        }
    }

    /// One part of a value.
    record Component(char type, int min, int max, boolean optional, Gs1Linter[] linters) {}

    /// A `req` rule: one of `any`, or all sets of one of `groups`.
    record Requirement(AiSet any, List<List<AiSet>> groups, String text) {

        boolean isMetBy(AiSet present) {
            if (any.intersects(present)) {
                return true;
            }
            for (List<AiSet> group : groups) {
                boolean all = true;
                for (AiSet one : group) {
                    all &= one.intersects(present);
                }
                if (all) {
                    return true;
                }
            }
            return false;
        }
    }

    boolean isFixedLength() {
        return minLength == maxLength;
    }

    boolean isLinkKey() {
        return linkQualifiers != null;
    }

    /// Whether `s[from, to)` is a valid value.
    boolean accepts(String s, int from, int to) {
        int length = to - from;
        if (length < minLength || length > maxLength) {
            return false;
        }
        int at = from;
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            int end = componentEnd(component, at, to);
            if (end < 0) {
                return false;
            }
            if (end > at && !isValid(component, s, at, end)) {
                return false;
            }
            at = end;
        }
        return at == to;
    }

    private static boolean isValid(Component component, String s, int from, int to) {
        if (Gs1Characters.firstOutside(component.type, s, from, to) != to) {
            return false;
        }
        for (Gs1Linter linter : component.linters) {
            if (linter.check(s, from, to) != null) {
                return false;
            }
        }
        return true;
    }

    /// The end of the component that begins at `at`, or -1 where the value is too short for it.
    private static int componentEnd(Component component, int at, int to) {
        if (at == to && component.optional) {
            return at;
        }
        return to - at < component.min ? -1 : Math.min(to, at + component.max);
    }

    /// Why `s[from, to)` is not a valid value; to be asked only when [#accepts] said so.
    Problem problemOf(String s, int from, int to) {
        String value = s.substring(from, to);
        String named = "AI " + ai + " (" + title + ") has the value " + Problem.show(value);
        int at = 0;
        for (Component component : components) {
            int end = componentEnd(component, at, value.length());
            if (end < 0) {
                return badLength(value);
            }
            int outside = Gs1Characters.firstOutside(component.type, value, at, end);
            if (outside != end) {
                return new Problem(
                        "bad-character",
                        named
                                + ": character "
                                + (outside + 1)
                                + " must be "
                                + (component.type == 'N' ? "a digit" : "of the GS1 character set")
                                + ".");
            }
            for (Gs1Linter linter : end > at ? component.linters : new Gs1Linter[0]) {
                String broken = linter.check(value, at, end);
                if (broken != null && value.length() <= maxLength) {
                    return new Problem(
                            linter.code(),
                            named + ": " + sentence(linter, value.substring(at, end), broken));
                }
            }
            at = end;
        }
        return badLength(value);
    }

    private Problem badLength(String value) {
        return new Problem(
                "bad-length",
                "AI "
                        + ai
                        + " ("
                        + title
                        + ") takes "
                        + (isFixedLength()
                                ? "exactly " + minLength
                                : minLength + " to " + maxLength)
                        + " characters, "
                        + Problem.show(value)
                        + " has "
                        + value.length()
                        + ".");
    }

    private static String sentence(Gs1Linter linter, String part, String broken) {
        return switch (linter.code()) {
            case "check-digit" ->
                    "its check digit is wrong. Scan it again; a mistyped digit does this.";
            case "bad-date" -> part + " is no date or time (" + words(broken) + ").";
            default -> "it is not allowed (" + words(broken) + ").";
        };
    }

    private static String words(String broken) {
        return broken.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
