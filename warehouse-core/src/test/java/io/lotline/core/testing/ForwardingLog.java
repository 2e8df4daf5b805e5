package io.lotline.core.testing;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A log that passes everything on; what it is to do otherwise is overridden.
public class ForwardingLog implements EventLog {
    protected final EventLog log;

    protected ForwardingLog(EventLog log) {
        this.log = log;
    }

    @Override
    public CompletableFuture<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return log.append(events, condition);
    }

    @Override
    public Sourced source(Criteria criteria, long from) {
        return log.source(criteria, from);
    }

    @Override
    public List<StoredEvent> read(long from, int limit) {
        return log.read(from, limit);
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        return log.onAppend(listener);
    }

    @Override
    public Head head() {
        return log.head();
    }

    @Override
    public long positionAt(Instant at) {
        return log.positionAt(at);
    }

    @Override
    public void close() {
        log.close();
    }
}
