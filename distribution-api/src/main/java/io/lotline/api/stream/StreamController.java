package io.lotline.api.stream;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Headers;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.values.KeyId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Tells what happens as it happens (`text/event-stream`), in the log's order and with the rights
/// of a query. Who was cut off goes on with `Last-Event-ID`, without a gap and without doubles.
@RestController
class StreamController implements SmartLifecycle {
    /// A line that says nothing, so that who hears nothing knows that the line is up.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// Streams of one key at a time, and of all.
    private static final int MOST_OF_KEY = 16;

    private static final int MOST = 512;
    private static final byte[] SILENCE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final EventLog log;
    private final Tail tail;
    private final Concerned concerned;
    private final JsonMapper json;
    private final Map<KeyId, Integer> open = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private volatile boolean running;

    StreamController(EventLog log, Concerned concerned, JsonMapper json) {
        this.log = log;
        this.tail = new Tail(log);
        this.concerned = concerned;
        this.json = json;
    }

    /// Tells what happens as it happens.
    @Operation(
            summary = "Tells what happens as it happens, as server-sent events",
            description =
                    "Each event's id is its position, its type its name, its data a StreamedEvent. Last-Event-ID (or from, a position) says where to go on; without either it begins with what happens next. An enterprise is told of its own goods and documents and of what stops them, staff of one warehouse of what is there.")
    @Reads({})
    @GetMapping("/v1/stream")
    void stream(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String last,
            @RequestParam @Nullable Long from,
            @RequestParam @Nullable Long until,
            @RequestParam @Nullable List<String> events)
            throws IOException, InterruptedException {
        long head = log.head().position();
        long next = begin(last, from, head);
        Set<String> asked = asked(events);
        if (until != null && until < 0) {
            throw Malformed.field("until", "Positions begin at 1, not at %d.".formatted(until));
        }
        response.setContentType(MediaTypes.EVENT_STREAM.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // a proxy that collects what it is sent would tell it late
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader(Headers.LOG_POSITION, Long.toString(head));
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return;
        }
        enter(caller.key());
        tail.open();
        try {
            follow(
                    caller,
                    Callers.goodness(request),
                    response.getOutputStream(),
                    next,
                    until,
                    asked);
        } finally {
            tail.leave();
            leave(caller.key());
        }
    }

    private void follow(
            Caller caller,
            BooleanSupplier good,
            OutputStream out,
            long begin,
            @Nullable Long until,
            Set<String> asked)
            throws IOException, InterruptedException {
        long next = begin;
        out.write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (running && (until == null || next <= until)) {
            List<Recorded> page = tail.next(next, HEARTBEAT);
            if (!good.getAsBoolean()) {
                return;
            }
            if (page.isEmpty()) {
                out.write(SILENCE);
            }
            boolean told = true;
            for (Recorded recorded : page) {
                if (until != null && recorded.position() > until) {
                    break;
                }
                next = recorded.position() + 1;
                StreamedEvent seen =
                        StreamedEvent.of(
                                recorded, caller, stop -> concerned.test(caller, stop, recorded));
                told = seen != null && (asked.isEmpty() || asked.contains(seen.event()));
                if (seen != null && told) {
                    out.write(message(seen));
                }
            }
            if (!told) {
                // nothing to tell, but how far it is: who goes on later need not pass this again
                out.write("id: %d\n\n".formatted(next - 1).getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }

    private byte[] message(StreamedEvent seen) {
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(seen.position(), seen.event(), json.writeValueAsString(seen))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long begin(@Nullable String last, @Nullable Long from, long head) {
        if (last != null && !last.isBlank()) {
            if (!last.matches("[0-9]{1,18}")) {
                throw Malformed.field(
                        "Last-Event-ID",
                        "'%s' is no position: the ids of this stream are whole numbers."
                                .formatted(last));
            }
            return Long.parseLong(last) + 1;
        }
        if (from != null && from < 1) {
            throw Malformed.field("from", "Positions begin at 1, not at %d.".formatted(from));
        }
        return from == null ? head + 1 : from;
    }

    private static Set<String> asked(@Nullable List<String> events) {
        if (events == null) {
            return Set.of();
        }
        StreamedEvent.mustBe(events);
        return Set.copyOf(events);
    }

    private void enter(KeyId key) {
        int ofKey = open.merge(key, 1, Integer::sum);
        if (all.incrementAndGet() > MOST || ofKey > MOST_OF_KEY) {
            leave(key);
            throw new ProblemFound(
                    Problem.of(
                                    "too-many-streams",
                                    429,
                                    "This key follows %d streams, and a node tells %d of one key and %d in all.\nMaybe close those that nobody reads, or ask another node."
                                            .formatted(ofKey - 1, MOST_OF_KEY, MOST))
                            .withHeader(HttpHeaders.RETRY_AFTER, "30"));
        }
    }

    private void leave(KeyId key) {
        all.decrementAndGet();
        open.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void start() {
        running = true;
    }

    /// Ends before the server does, which would wait for those who follow.
    @Override
    public void stop() {
        running = false;
        tail.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
