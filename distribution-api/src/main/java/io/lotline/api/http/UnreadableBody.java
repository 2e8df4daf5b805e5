package io.lotline.api.http;

import io.lotline.core.values.MalformedValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says what is wrong with a body that could not be read, and where.
public final class UnreadableBody {
    private UnreadableBody() {}

    /// The problem of whatever reading a body threw.
    public static Problem problemOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemFound found) {
                return found.problem();
            }
            if (cause instanceof BodyTooLarge tooLarge) {
                return tooLarge.problem();
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException jackson) {
                return problemOf(jackson);
            }
        }
        return Problem.of(
                        "malformed-request",
                        400,
                        "The body is missing or cannot be read.\nMaybe send a JSON object, with Content-Type: application/json.")
                .with("field", "body");
    }

    private static Problem problemOf(JacksonException e) {
        String path = pathOf(e);
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    malformed(
                            path,
                            "There is no field '%s' here.\nMaybe one of %s was meant."
                                    .formatted(
                                            unknown.getPropertyName(),
                                            names(unknown.getKnownPropertyIds())));
            case ValueInstantiationException value
                    when value.getCause() instanceof MalformedValue reason ->
                    malformed(
                            isBody(value) ? join(path, reason.field()) : path,
                            String.valueOf(reason.getMessage()));
            case InvalidNullException _ ->
                    malformed(path, "'%s' is null, but it is needed.".formatted(path));
            case InvalidFormatException format
                    when format.getTargetType() != null && format.getTargetType().isEnum() ->
                    malformed(
                            path,
                            "'%s' is not one of %s."
                                    .formatted(
                                            format.getValue(),
                                            Arrays.stream(format.getTargetType().getEnumConstants())
                                                    .map(String::valueOf)
                                                    .collect(Collectors.joining(", "))));
            case MismatchedInputException mismatch
                    when missingProperty(mismatch) instanceof String missing ->
                    malformed(
                            join(path, missing), "'%s' is missing.".formatted(join(path, missing)));
            case MismatchedInputException mismatch ->
                    malformed(
                            path,
                            "'%s' must be %s, and is not%s."
                                    .formatted(
                                            path.isEmpty() ? "body" : path,
                                            expected(mismatch.getTargetType()),
                                            at(e.getLocation())));
            case InputCoercionException number ->
                    malformed(
                            path,
                            "'%s' must be %s, and is not%s."
                                    .formatted(
                                            path.isEmpty() ? "body" : path,
                                            expected(number.getTargetType()),
                                            at(e.getLocation())));
            case StreamReadException broken ->
                    Problem.of(
                                    "malformed-json",
                                    400,
                                    "The body is no JSON%s: %s.\nMaybe it was cut off, or a quote or comma is missing."
                                            .formatted(
                                                    at(broken.getLocation()),
                                                    withoutAdvice(broken.getOriginalMessage())))
                            .with("field", path.isEmpty() ? "body" : path);
            default -> malformed(path, "The body cannot be read%s.".formatted(at(e.getLocation())));
        };
    }

    /// What the parser found, without what it tells programmers of its settings.
    private static String withoutAdvice(String message) {
        return firstSentence(message).replaceFirst(": enable `?JsonReadFeature.*", "");
    }

    private static Problem malformed(String path, String detail) {
        return Problem.of("malformed-request", 400, detail)
                .with("field", path.isEmpty() ? "body" : path);
    }

    /// Whether the value that refused to be made is a request body of ours, which names its field,
    /// and not the value of a field.
    private static boolean isBody(ValueInstantiationException e) {
        return e.getType() != null
                && e.getType().getRawClass().getName().startsWith("io.lotline.api.");
    }

    private static @Nullable String missingProperty(MismatchedInputException e) {
        String message = e.getOriginalMessage();
        if (message == null || !message.startsWith("Missing required creator property '")) {
            return null;
        }
        int from = message.indexOf('\'') + 1;
        return message.substring(from, message.indexOf('\'', from));
    }

    private static String pathOf(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String join(String path, String field) {
        if (path.equals(field) || path.endsWith("." + field)) {
            return path;
        }
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String names(@Nullable Collection<Object> known) {
        return known == null
                ? "the documented fields"
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return "a whole number of at most %d".formatted(Integer.MAX_VALUE);
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (type == String.class || type.getPackageName().equals("io.lotline.core.values")) {
            return "a text";
        }
        if (type == java.time.LocalDate.class) {
            return "a date like 2026-11-22";
        }
        if (type == java.time.Instant.class) {
            return "a time with offset like 2026-11-22T08:00:00+08:00";
        }
        return type.isEnum() ? "one of " + List.of(type.getEnumConstants()) : "an object";
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String firstSentence(@Nullable String message) {
        if (message == null) {
            return "it ends too early";
        }
        // after that come places inside the parser, which say nothing to a caller
        String line = message.split("\n| \\(start marker", 2)[0];
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
