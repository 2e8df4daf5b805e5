package io.lotline.api.http;

import io.lotline.core.values.MalformedValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What request bodies check of themselves: shape only, never a rule.
public final class Shape {
    private static final BigDecimal COLDEST = BigDecimal.valueOf(-273);
    private static final BigDecimal HOTTEST = BigDecimal.valueOf(200);

    private static final BigDecimal POLE = BigDecimal.valueOf(90);
    private static final BigDecimal DATE_LINE = BigDecimal.valueOf(180);

    /// More than a hundredth of a millimetre nobody measures.
    private static final int DECIMALS = 10;

    private Shape() {}

    /// A required text.
    public static String text(String field, @Nullable String value) {
        return text(field, value, HttpLimits.MAX_TEXT);
    }

    public static String text(String field, @Nullable String value, int max) {
        if (value == null) {
            throw new MalformedValue(field, "'%s' is missing.".formatted(field));
        }
        if (isBlank(value)
                || value.length() > max
                || value.codePoints().anyMatch(Shape::unprintable)) {
            throw new MalformedValue(
                    field,
                    "'%s' has 1 to %d printable characters; these are %d%s."
                            .formatted(
                                    field,
                                    max,
                                    value.length(),
                                    isBlank(value)
                                            ? ", all blank"
                                            : value.length() > max
                                                    ? ""
                                                    : " with a control character or half a character among them"));
        }
        return value;
    }

    /// Whether nobody would see anything of it: blanks of every width, also of none.
    private static boolean isBlank(String value) {
        return value.codePoints()
                .allMatch(
                        codePoint ->
                                Character.isWhitespace(codePoint)
                                        || Character.isSpaceChar(codePoint)
                                        || Character.getType(codePoint) == Character.FORMAT);
    }

    /// Control characters, halves of surrogate pairs, which are no characters at all, and what
    /// turns the direction of the text around it, so that it reads as another one.
    private static boolean unprintable(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    /// A temperature that can occur in a warehouse, in °C; null where it is left out.
    public static @Nullable BigDecimal celsius(String field, @Nullable BigDecimal value) {
        if (value != null && (value.compareTo(COLDEST) < 0 || value.compareTo(HOTTEST) > 0)) {
            throw new MalformedValue(
                    field,
                    "'%s' is a storage temperature in °C, from %s to %s."
                            .formatted(field, COLDEST, HOTTEST));
        }
        return value;
    }

    /// A place on the earth in degrees (WGS 84): both, or neither.
    public static void place(@Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {
        degrees("latitude", latitude, POLE);
        degrees("longitude", longitude, DATE_LINE);
        if ((latitude == null) != (longitude == null)) {
            throw Malformed.field(
                    latitude == null ? "latitude" : "longitude",
                    "A place has a latitude and a longitude.\nMaybe send both, or neither.");
        }
    }

    private static void degrees(String field, @Nullable BigDecimal value, BigDecimal most) {
        if (value != null && (value.abs().compareTo(most) > 0 || value.scale() > DECIMALS)) {
            throw Malformed.field(
                    field,
                    "%s is no %s: it is from -%s to %s degrees, with %d decimals at most."
                            .formatted(value.toPlainString(), field, most, most, DECIMALS));
        }
    }

    /// A text that may be left out.
    public static @Nullable String optionalText(String field, @Nullable String value) {
        return value == null ? null : text(field, value);
    }

    /// A list of 1 to [HttpLimits#MAX_LINES] items, none of them null.
    public static <T> List<T> lines(String field, @Nullable Collection<T> values) {
        return list(field, values, 1, HttpLimits.MAX_LINES);
    }

    public static <T> List<T> list(String field, @Nullable Collection<T> values, int min, int max) {
        int size = values == null ? 0 : values.size();
        if (size < min || size > max) {
            throw new MalformedValue(
                    field, "'%s' has %d to %d items, and not %d.".formatted(field, min, max, size));
        }
        if (values == null) {
            return List.of();
        }
        for (T value : values) {
            if (value == null) {
                throw new MalformedValue(field, "'%s' has an item that is null.".formatted(field));
            }
        }
        return List.copyOf(values);
    }

    /// The items without doubles; a double is refused.
    public static <T> Set<T> distinct(String field, List<T> values) {
        Set<T> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(value)) {
                throw new MalformedValue(field, "'%s' has %s twice.".formatted(field, value));
            }
        }
        return seen;
    }
}
