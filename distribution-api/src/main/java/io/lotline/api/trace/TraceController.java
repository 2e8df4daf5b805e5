package io.lotline.api.trace;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.api.tables.Column;
import io.lotline.api.tables.RecordTable;
import io.lotline.api.tables.Stamp;
import io.lotline.api.tables.TableWriter;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.projections.epcis.EpcisDocument;
import io.lotline.projections.epcis.EpcisHistories;
import io.lotline.projections.search.SearchEntry;
import io.lotline.projections.trace.Trace;
import io.lotline.projections.trace.Trace.Step;
import io.lotline.projections.trace.TraceCsv;
import io.lotline.projections.trace.TraceOptions;
import io.lotline.projections.trace.TraceOptions.Direction;
import io.lotline.projections.trace.TraceSubject;
import io.lotline.projections.trace.Traces;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Shows where goods came from, where they are, and where they went: as JSON, CSV, a workbook, or
/// EPCIS 2.0.
@RestController
class TraceController {
    private static final List<Column> COLUMNS =
            TraceCsv.COLUMNS.stream().map(Column::text).toList();

    private final Traces traces;
    private final EpcisHistories histories;
    private final EventLog log;
    private final ParkClock clock;
    private final JsonMapper json;
    private final KnownValues known;
    private final Names names;

    TraceController(
            Traces traces,
            EpcisHistories histories,
            EventLog log,
            ParkClock clock,
            JsonMapper json,
            KnownValues known,
            Names names) {
        this.names = names;
        this.known = known;
        this.traces = traces;
        this.histories = histories;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /// Traces a lot.
    @Operation(summary = "Traces a lot")
    @Reads({})
    @GetMapping("/v1/trace/lots/{di}/{lot}")
    @Nullable ResponseEntity<byte[]> lot(
            Caller caller,
            @PathVariable Di di,
            @PathVariable LotNumber lot,
            @RequestParam @Nullable String direction,
            @RequestParam Trace.@Nullable Part part,
            @RequestParam @Nullable Long knownAt,
            @RequestParam @Nullable Long after,
            @RequestParam @Nullable Integer limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked(direction, part, knownAt, after, limit);
        Di device = known.deviceOf(di, response);
        return answer(
                caller,
                asked,
                TraceForm.of(accept),
                new TraceSubject.Lot(device, lot),
                () ->
                        histories.lot(
                                device, lot, caller.enterprise(), asked.position(log), clock.now()),
                "lot " + lot + " of device " + di,
                new Exchange(request, response));
    }

    /// Traces one piece.
    @Operation(summary = "Traces one piece")
    @Reads({})
    @GetMapping("/v1/trace/serials/{di}/{serial}")
    @Nullable ResponseEntity<byte[]> serial(
            Caller caller,
            @PathVariable Di di,
            @PathVariable SerialNumber serial,
            @RequestParam @Nullable String direction,
            @RequestParam Trace.@Nullable Part part,
            @RequestParam @Nullable Long knownAt,
            @RequestParam @Nullable Long after,
            @RequestParam @Nullable Integer limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked(direction, part, knownAt, after, limit);
        Di device = known.deviceOf(di, response);
        return answer(
                caller,
                asked,
                TraceForm.of(accept),
                new TraceSubject.Serial(device, serial),
                () ->
                        histories.serial(
                                device,
                                serial,
                                caller.enterprise(),
                                asked.position(log),
                                clock.now()),
                "serial number " + serial + " of device " + di,
                new Exchange(request, response));
    }

    /// Traces a logistic unit and what was in it.
    @Operation(summary = "Traces a logistic unit and what was in it")
    @Reads({})
    @GetMapping("/v1/trace/units/{sscc}")
    @Nullable ResponseEntity<byte[]> unit(
            Caller caller,
            @PathVariable Sscc sscc,
            @RequestParam @Nullable String direction,
            @RequestParam Trace.@Nullable Part part,
            @RequestParam @Nullable Long knownAt,
            @RequestParam @Nullable Long after,
            @RequestParam @Nullable Integer limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked(direction, part, knownAt, after, limit);
        return answer(
                caller,
                asked,
                TraceForm.of(accept),
                new TraceSubject.Unit(sscc),
                () -> histories.unit(sscc, caller.enterprise(), asked.position(log), clock.now()),
                "logistic unit " + sscc,
                new Exchange(request, response));
    }

    private record Exchange(HttpServletRequest request, HttpServletResponse response) {}

    /// Null where the answer was written already, step by step.
    private @Nullable ResponseEntity<byte[]> answer(
            Caller caller,
            Asked asked,
            TraceForm form,
            TraceSubject subject,
            Supplier<Optional<EpcisDocument>> history,
            String name,
            Exchange exchange)
            throws IOException {
        TraceOptions options =
                TraceOptions.of(clock.today())
                        .by(caller.enterprise())
                        .looking(asked.way())
                        .knownAt(asked.position(log));
        if (asked.part() != null && form == TraceForm.EPCIS) {
            throw Malformed.field(
                    "part", "EPCIS 2.0 knows no parts of a trace.\nMaybe leave 'part' out.");
        }
        if (asked.list() != null && form != TraceForm.JSON) {
            Trace trace = found(caller, traces.trace(subject, options.page(0, 1)), subject, name);
            list(trace, asked.list(), form, exchange);
            return null;
        }
        ResponseEntity.BodyBuilder ok =
                ResponseEntity.ok().contentType(form.mediaType()).header("Vary", "Accept");
        return switch (form) {
            case JSON -> {
                TraceOptions page = options.page(asked.afterOr0(), asked.steps());
                Trace trace = found(caller, traces.trace(subject, page), subject, name);
                Trace shown = asked.part() == null ? trace : trace.only(asked.part());
                yield ok.body(json.writeValueAsBytes(labelled(caller, shown)));
            }
            case CSV -> {
                Consumer<Consumer<Step>> steps =
                        found(caller, traces.history(subject, options.whole()), subject, name);
                write(form, exchange, out -> csv(labelled(caller, steps), clock.zone(), out));
                yield null;
            }
            case XLSX -> {
                Consumer<Consumer<Step>> steps =
                        found(caller, traces.history(subject, options.whole()), subject, name);
                Stamp stamp = Stamp.of(exchange.request(), exchange.response(), clock);
                write(form, exchange, out -> xlsx(labelled(caller, steps), stamp, out));
                yield null;
            }
            case EPCIS -> {
                EpcisDocument document = found(caller, history.get(), subject, name);
                write(form, exchange, out -> json.writeValue(out, document));
                yield null;
            }
        };
    }

    /// Writes one list of a trace as a table.
    private void list(Trace trace, Trace.Part part, TraceForm form, Exchange exchange)
            throws IOException {
        exchange.response().setHeader(Headers.LOG_POSITION, Long.toString(trace.position()));
        Stamp stamp = Stamp.of(exchange.request(), exchange.response(), clock);
        RecordTable table = new RecordTable(part.row(), json);
        write(
                form,
                exchange,
                out -> {
                    if (form == TraceForm.CSV) {
                        table.csv(trace.rows(part), out);
                    } else {
                        table.xlsx(trace.rows(part), stamp, out);
                    }
                });
    }

    private Trace labelled(Caller caller, Trace trace) {
        return trace.labelled(names.actors(caller, trace.history().stream().map(Step::actor)));
    }

    /// Each actor is looked up once.
    private Consumer<Consumer<Step>> labelled(Caller caller, Consumer<Consumer<Step>> steps) {
        Map<String, Map<String, String>> known = new HashMap<>();
        return to ->
                steps.accept(
                        step -> {
                            String actor = step.actor();
                            Map<String, String> label =
                                    known.computeIfAbsent(
                                            actor, id -> names.actors(caller, Stream.of(id)));
                            to.accept(step.labelled(label.get(actor)));
                        });
    }

    private <T> T found(Caller caller, Optional<T> answer, TraceSubject subject, String name) {
        return answer.orElseThrow(() -> Unknown.subject("trace", name, alike(caller, subject)));
    }

    private List<String> alike(Caller caller, TraceSubject subject) {
        return switch (subject) {
            case TraceSubject.Lot(Di di, LotNumber lot) ->
                    lot == null
                            ? List.of()
                            : known.alike(caller, SearchEntry.Kind.LOT, di, lot.value());
            case TraceSubject.Serial(Di di, SerialNumber serial) ->
                    known.alike(caller, SearchEntry.Kind.SERIAL, di, serial.value());
            case TraceSubject.Unit _ -> List.of();
        };
    }

    @FunctionalInterface
    private interface Written {
        void to(OutputStream out) throws IOException;
    }

    /// Writes as it goes: what is written needs not be in memory as a whole.
    private static void write(TraceForm form, Exchange exchange, Written written)
            throws IOException {
        HttpServletResponse response = exchange.response();
        response.setContentType(form.mediaType().toString());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        switch (form) {
            case CSV -> Stamp.name(exchange.request(), response, "csv");
            case XLSX -> Stamp.name(exchange.request(), response, "xlsx");
            case JSON, EPCIS -> {}
        }
        if (!exchange.request().getMethod().equals(HttpMethod.HEAD.name())) {
            written.to(response.getOutputStream());
        }
    }

    private static void csv(Consumer<Consumer<Step>> history, ZoneId zone, OutputStream to)
            throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        TraceCsv.write(history, zone, out);
        out.flush();
    }

    private void xlsx(Consumer<Consumer<Step>> history, Stamp stamp, OutputStream to)
            throws IOException {
        try (TableWriter table = TableWriter.xlsx(to, COLUMNS, stamp)) {
            history.accept(
                    step -> {
                        try {
                            table.row(
                                    TraceCsv.cells(step).stream().map(this::inParkTime).toArray());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            table.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object inParkTime(@Nullable Object cell) {
        return cell instanceof Instant at
                ? at.atZone(clock.zone()).toOffsetDateTime().toString()
                : cell;
    }

    /// How a trace is asked for.
    ///
    /// @param direction forward (where it went), backward (where it came from), or both if left out
    /// @param part      only this list of it; a table shows its history if left out
    /// @param knownAt   the position at which to look; now if left out
    /// @param after     only history after this position
    /// @param limit     steps of history in the answer
    record Asked(
            @Nullable String direction,
            Trace.@Nullable Part part,
            @Nullable Long knownAt,
            @Nullable Long after,
            @Nullable Integer limit) {
        Direction way() {
            if (direction == null) {
                return Direction.BOTH;
            }
            return Arrays.stream(Direction.values())
                    .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(direction))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    Malformed.field(
                                            "direction",
                                            "'%s' is no direction: it is forward, backward or both."
                                                    .formatted(direction)));
        }

        long position(EventLog log) {
            long head = log.head().position();
            if (knownAt == null) {
                return Long.MAX_VALUE;
            }
            if (knownAt < 0 || knownAt > head) {
                throw Malformed.field(
                        "knownAt",
                        "%d is no position of this log: it goes from 0 to %d."
                                .formatted(knownAt, head));
            }
            return knownAt;
        }

        long afterOr0() {
            if (after != null && after < 0) {
                throw Malformed.field("after", "Positions begin at 1, not at %d.".formatted(after));
            }
            return after == null ? 0 : after;
        }

        /// The list that is asked for where that is not the history.
        Trace.@Nullable Part list() {
            return part == Trace.Part.HISTORY ? null : part;
        }

        int steps() {
            if (limit != null && (limit < 1 || limit > TraceOptions.MAX_STEPS)) {
                throw Malformed.field(
                        "limit",
                        "%d is no limit: it is from 1 to %d."
                                .formatted(limit, TraceOptions.MAX_STEPS));
            }
            if (list() != null) {
                return 1;
            }
            return limit == null ? TraceOptions.DEFAULT_STEPS : limit;
        }
    }
}
