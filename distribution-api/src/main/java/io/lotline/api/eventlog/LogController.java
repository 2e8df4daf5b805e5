package io.lotline.api.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.PageRequest;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows the event log itself.
@RestController
class LogController {
    private final EventLog log;

    LogController(EventLog log) {
        this.log = log;
    }

    /// Shows the log's last position and the hash of its chain there.
    @Operation(summary = "Shows the log's last position and the hash of its chain there")
    @GetMapping("/v1/log/head")
    EventLog.Head head(HttpServletResponse response) {
        EventLog.Head head = log.head();
        response.setHeader(Headers.LOG_POSITION, Long.toString(head.position()));
        return head;
    }

    /// Lists the events as they are stored, from a position on.
    @Operation(summary = "Lists the events as they are stored, from a position on")
    @GetMapping("/v1/log/events")
    ResponseEntity<Listing<LoggedEvent>> events(
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam(defaultValue = "1") long from) {
        if (from < 1) {
            throw Malformed.field("from", "Positions begin at 1, not at %d.".formatted(from));
        }
        long head = log.head().position();
        List<StoredEvent> events = log.read(from, Math.min(asked.limit(), HttpLimits.MAX_PAGE));
        response.setHeader(Headers.LOG_POSITION, Long.toString(head));
        return Listing.of(
                events.stream().map(LoggedEvent::of).toList(),
                "from",
                events.size() == asked.limit() ? events.getLast().position() + 1 : null);
    }

    /// An event as it is stored.
    ///
    /// @param tags what it is about, each `key=value`
    record LoggedEvent(
            long position,
            Instant at,
            String actor,
            String name,
            int version,
            List<String> tags,
            @JsonRawValue String data) {
        static LoggedEvent of(StoredEvent event) {
            return new LoggedEvent(
                    event.position(),
                    event.at(),
                    event.actor(),
                    event.name(),
                    event.version(),
                    event.tags().stream().sorted().map(Tag::toString).toList(),
                    event.data());
        }
    }
}
