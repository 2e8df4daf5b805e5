package io.lotline.api.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.lotline.api.http.Headers;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.PageSize;
import io.lotline.api.http.Reads;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows the event log itself.
@RestController
class LogController {
    private final EventLog log;
    private final LotlineStore store;

    LogController(EventLog log, LotlineStore store) {
        this.log = log;
        this.store = store;
    }

    /// Shows the log's last position and the hash of its chain there.
    @Operation(summary = "Shows the log's last position and the hash of its chain there")
    @Reads({})
    @GetMapping("/v1/log/head")
    EventLog.Head head(HttpServletResponse response) {
        EventLog.Head head = log.head();
        response.setHeader(Headers.LOG_POSITION, Long.toString(head.position()));
        return head;
    }

    /// Lists the events as they are stored, from a position on, but for hashes of keys.
    @Operation(
            summary =
                    "Lists the events as they are stored, from a position on, but for hashes of keys")
    @Reads({})
    @GetMapping("/v1/log/events")
    ResponseEntity<Listing<LoggedEvent>> events(
            PageSize asked,
            HttpServletResponse response,
            @RequestParam(defaultValue = "1") long from) {
        if (from < 1) {
            throw Malformed.field("from", "Positions begin at 1, not at %d.".formatted(from));
        }
        long head = log.head().position();
        List<StoredEvent> events = log.read(from, asked.limit());
        response.setHeader(Headers.LOG_POSITION, Long.toString(head));
        return Listing.of(
                events.stream().map(LoggedEvent::of).toList(),
                "from",
                events.size() == asked.limit() ? events.getLast().position() + 1 : null);
    }

    /// Streams the commits as they are stored, for a copy or for a check from outside: BSON
    /// documents one after the other, from the one that begins at `from`.
    @Operation(summary = "Streams the commits as they are stored: BSON documents")
    @Reads({})
    @GetMapping("/v1/log/commits")
    void commits(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "1") long from)
            throws IOException {
        if (from < 1) {
            throw Malformed.field("from", "Positions begin at 1, not at %d.".formatted(from));
        }
        response.setContentType(MediaTypes.BSON.toString());
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return;
        }
        OutputStream out = response.getOutputStream();
        store.documents(
                from,
                document -> {
                    byte[] bytes = new byte[document.remaining()];
                    document.get(bytes);
                    try {
                        out.write(bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        out.flush();
    }

    /// An event as it is stored.
    ///
    /// @param tags     what it is about, each `key=value`
    /// @param data     as it is stored, without the members that `withheld` names
    /// @param withheld members of the data that no answer shows; missing where there are none
    record LoggedEvent(
            long position,
            Instant at,
            String actor,
            String name,
            int version,
            List<String> tags,
            @JsonRawValue String data,
            @Nullable List<String> withheld) {
        static LoggedEvent of(StoredEvent event) {
            Withheld.Shown shown = Withheld.of(event);
            return new LoggedEvent(
                    event.position(),
                    event.at(),
                    event.actor(),
                    event.name(),
                    event.version(),
                    event.tags().stream().sorted().map(Tag::toString).toList(),
                    shown.data(),
                    shown.withheld().isEmpty() ? null : shown.withheld());
        }
    }
}
