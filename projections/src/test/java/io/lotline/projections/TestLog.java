package io.lotline.projections;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Writes events into a log as the command desk would.
public final class TestLog {
    private final EventLog log;
    private Instant at;

    public TestLog(EventLog log, Instant from) {
        this.log = log;
        this.at = from;
    }

    /// The events that follow are recorded at this time.
    public TestLog at(Instant time) {
        at = time;
        return this;
    }

    /// Appends the events as one commit and answers the last position.
    public long append(WarehouseEvent... events) {
        return append(List.of(events));
    }

    public long append(List<? extends WarehouseEvent> events) {
        List<NewEvent> news = new ArrayList<>();
        for (WarehouseEvent event : events) {
            news.add(
                    new NewEvent(
                            UUID.randomUUID().toString(),
                            EventCatalogue.nameOf(event.getClass()),
                            EventCatalogue.versionOf(event.getClass()),
                            at,
                            "tester",
                            event.tags(),
                            EventJson.write(event),
                            Map.of()));
        }
        return log.append(news, AppendCondition.NONE).orTimeout(30, TimeUnit.SECONDS).join().last();
    }
}
