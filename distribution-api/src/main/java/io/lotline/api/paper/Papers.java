package io.lotline.api.paper;

import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// What all papers share: how they are answered, and how they say things.
final class Papers {
    /// Rows of one paper.
    static final int MOST_ROWS = 10_000;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

    private Papers() {}

    /// The answer with a paper.
    ///
    /// @param name of the file, without its ending
    static ResponseEntity<byte[]> answer(
            byte[] paper, MediaType form, String name, List<String> links) {
        String ending =
                form.equals(MediaTypes.PDF) ? "pdf" : form.equals(MediaTypes.SVG) ? "svg" : "zpl";
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok().contentType(form);
        links.forEach(link -> ok.header(HttpHeaders.LINK, link));
        return ok.header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("%s.%s".formatted(name, ending))
                                .build()
                                .toString())
                .body(paper);
    }

    /// Nothing of what was asked for is there, or not for this caller.
    static ProblemFound nothing() {
        return new ProblemFound(
                Problem.of(
                        "nothing-to-print",
                        404,
                        "There is nothing to print for this, for this key.\nMaybe it is spelled otherwise, or not recorded yet."));
    }

    static void mustFit(int rows) {
        mustFit(
                rows,
                MOST_ROWS,
                "That would be %d rows, and a paper has %d at most.\nMaybe print it in parts.");
    }

    /// @param sentence about how many that would be, and how many there may be
    static void mustFit(int quantity, int limit, String sentence) {
        if (quantity > limit) {
            throw new ProblemFound(
                    Problem.of("too-much-to-print", 422, sentence.formatted(quantity, limit))
                            .with("quantity", quantity)
                            .with("limit", limit));
        }
    }

    static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    /// The parts that there are.
    static String joined(String between, @Nullable Object... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(between));
    }

    /// A range of temperatures; empty where there is none.
    static String celsius(@Nullable Double min, @Nullable Double max) {
        if (min == null && max == null) {
            return "";
        }
        if (min == null) {
            return "≤ %s °C".formatted(number(max));
        }
        return max == null
                ? "≥ %s °C".formatted(number(min))
                : "%s～%s °C".formatted(number(min), number(max));
    }

    private static String number(@Nullable Double value) {
        double degrees = value == null ? 0 : value;
        return degrees == Math.rint(degrees)
                ? Long.toString(Math.round(degrees))
                : Double.toString(degrees);
    }
}
