package io.lotline.projections.trace;

import io.lotline.projections.trace.Trace.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A trace's history as CSV by RFC 4180: a header row, CRLF, fields quoted where needed. It begins
/// with a byte order mark, because Excel, set to Chinese, reads a file without one as GBK. A text
/// that a spreadsheet would run as a formula is led by an apostrophe, and so is one that looks as
/// if it had been, so that one apostrophe less is the text as it was. Times have the park's
/// offset, as on every screen.
public final class TraceCsv {
    private static final Pattern LED = Pattern.compile("'*[=+\\-@\t\r＝＋－＠].*", Pattern.DOTALL);

    /// The names of the columns.
    public static final List<String> COLUMNS =
            List.of(
                    "position",
                    "at",
                    "occurredAt",
                    "event",
                    "place",
                    "from",
                    "to",
                    "owner",
                    "di",
                    "lot",
                    "serial",
                    "status",
                    "quantity",
                    "actor",
                    "actorLabel",
                    "notice",
                    "order",
                    "shipment",
                    "consignee",
                    "container",
                    "hold",
                    "recall",
                    "count",
                    "corrects",
                    "correctedBy",
                    "remark");

    private final DateTimeFormatter times;
    private final Appendable out;

    private TraceCsv(ZoneId zone, Appendable out) {
        this.times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
        this.out = out;
    }

    /// Writes the steps as they are handed over, so a history of any length needs no more memory
    /// than one of them.
    ///
    /// @param zone the park's
    public static void write(Consumer<Consumer<Step>> steps, ZoneId zone, Appendable out)
            throws IOException {
        out.append('\uFEFF').append(String.join(",", COLUMNS)).append("\r\n");
        TraceCsv csv = new TraceCsv(zone, out);
        try {
            steps.accept(csv::append);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void append(Step step) {
        try {
            out.append(row(step)).append("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String row(Step step) {
        return cells(step).stream().map(this::field).collect(Collectors.joining(","));
    }

    /// What a step has in each column.
    public static List<@Nullable Object> cells(Step step) {
        return Arrays.asList(
                step.position(),
                step.at(),
                step.occurredAt(),
                step.event(),
                step.place(),
                step.from(),
                step.to(),
                step.owner(),
                step.di(),
                step.lot(),
                step.serial(),
                step.status(),
                step.quantity(),
                step.actor(),
                step.actorLabel(),
                step.references().get("notice"),
                step.references().get("order"),
                step.references().get("shipment"),
                step.references().get("consignee"),
                step.references().get("container"),
                step.references().get("hold"),
                step.references().get("recall"),
                step.references().get("count"),
                step.corrects(),
                step.correctedBy(),
                step.remark());
    }

    private String field(@Nullable Object value) {
        String text =
                value instanceof Instant at
                        ? times.format(at)
                        : value == null ? "" : value.toString();
        if (!(value instanceof Number) && LED.matcher(text).matches()) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
