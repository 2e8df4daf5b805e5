package io.lotline.api.imports;

import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.core.values.Di;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Makes of a cell what it is in the JSON body of the PUT. What it cannot make something of it
/// leaves as the text that it is, so that the reader of bodies says what is wrong with it.
final class Value {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int KEPT_DIGITS = 15;
    private static final int GTIN = 14;
    private static final Set<Integer> SHORT_GTINS = Set.of(8, 12, 13);
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "是", "有", "√", "✓");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "否", "无", "×");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})(?:[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{2})(\\d{2}))");
    private static final Pattern SPAN =
            Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-–—~至]\\s*(\\d{1,2}:\\d{2})");
    private static final Map<String, String> WORDS = words();

    private Value() {}

    /// @throws ProblemFound if the spreadsheet has lost what the cell was to say
    static JsonNode of(String column, Class<?> type, Cell cell) {
        if (type == boolean.class || type == Boolean.class) {
            return flag(column, cell);
        }
        if (type == LocalDate.class) {
            return day(column, cell);
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return number(column, cell);
        }
        String text = text(column, type, cell);
        if (isSpan(type)) {
            return span(text);
        }
        return JSON.stringNode(
                type.isEnum()
                        ? WORDS.getOrDefault(
                                type.getSimpleName() + "." + text, constant(type, text))
                        : text);
    }

    /// Whether it says from when to when in a day.
    static boolean isSpan(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .allMatch(each -> each.getType() == LocalTime.class);
    }

    /// Such as `08:00-11:30`.
    private static JsonNode span(String text) {
        Matcher span = SPAN.matcher(text.replace('：', ':'));
        return span.matches()
                ? JSON.objectNode()
                        .put("from", "0".repeat(5 - span.group(1).length()) + span.group(1))
                        .put("to", "0".repeat(5 - span.group(2).length()) + span.group(2))
                : JSON.stringNode(text);
    }

    /// A constant as it is written, whatever its case.
    private static String constant(Class<?> type, String text) {
        for (Object each : Objects.requireNonNull(type.getEnumConstants())) {
            if (each.toString().equalsIgnoreCase(text)) {
                return each.toString();
            }
        }
        return text;
    }

    private static JsonNode flag(String column, Cell cell) {
        if (cell instanceof Cell.Flag(boolean value)) {
            return JSON.booleanNode(value);
        }
        String text = text(column, String.class, cell);
        String plain = text.toLowerCase(Locale.ROOT);
        return YES.contains(plain)
                ? JSON.booleanNode(true)
                : NO.contains(plain) ? JSON.booleanNode(false) : JSON.stringNode(text);
    }

    private static JsonNode day(String column, Cell cell) {
        String text = text(column, String.class, cell);
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            return JSON.stringNode(text);
        }
        boolean apart = day.group(2) != null;
        try {
            return JSON.stringNode(
                    LocalDate.of(
                                    Integer.parseInt(day.group(1)),
                                    Integer.parseInt(day.group(apart ? 2 : 4)),
                                    Integer.parseInt(day.group(apart ? 3 : 5)))
                            .toString());
        } catch (DateTimeException _) {
            return JSON.stringNode(text);
        }
    }

    private static JsonNode number(String column, Cell cell) {
        if (cell instanceof Cell.Number(BigDecimal value, int _)) {
            return number(value);
        }
        String text = text(column, String.class, cell);
        return NUMBER.matcher(text).matches()
                ? number(new BigDecimal(text))
                : JSON.stringNode(text);
    }

    private static JsonNode number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0 && plain.precision() - plain.scale() < 19
                ? JSON.numberNode(plain.longValueExact())
                : JSON.numberNode(plain);
    }

    private static String text(String column, Class<?> type, Cell cell) {
        return switch (cell) {
            case Cell.Empty() -> "";
            case Cell.Text(String text) -> text;
            case Cell.Flag(boolean flag) -> Boolean.toString(flag);
            case Cell.Date(LocalDate date) -> date.toString();
            case Cell.Number(BigDecimal value, int digits) -> digits(column, type, value, digits);
            case Cell.Failed(String error) ->
                    throw new ProblemFound(
                            Problem.of(
                                            "cell-in-error",
                                            422,
                                            "The cell in column '%s' holds no value: %s.\nMaybe put right what it is worked out from, and save the file again."
                                                    .formatted(column, error))
                                    .with("column", column));
        };
    }

    /// A number that stands for a text, such as an id, with all of its digits.
    private static String digits(String column, Class<?> type, BigDecimal value, int digits) {
        BigDecimal whole = value.stripTrailingZeros();
        if (whole.scale() <= 0 && whole.precision() - whole.scale() > KEPT_DIGITS) {
            throw new ProblemFound(
                    Problem.of(
                                    "digits-lost",
                                    422,
                                    "The number %s in column '%s' has more than %d digits, of which a spreadsheet keeps no more.\nMaybe format the column as text, and write it again."
                                            .formatted(whole.toPlainString(), column, KEPT_DIGITS))
                            .with("column", column));
        }
        String text = whole.toPlainString();
        int wanted =
                type == Di.class && SHORT_GTINS.contains(text.length())
                        ? Math.max(GTIN, digits)
                        : digits;
        return whole.signum() < 0 || whole.scale() > 0 || text.length() >= wanted
                ? text
                : "0".repeat(wanted - text.length()) + text;
    }

    /// What people write for constants.
    private static Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Value.class.getResourceAsStream("/imports/words.txt")),
                                StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                String[] sides = line.split("=", 2);
                if (sides.length == 2) {
                    String[] name = sides[0].split("\\.", 2);
                    for (String word : sides[1].split(";")) {
                        words.put(name[0] + "." + word, name[1]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
