package io.lotline.core.axon;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A log that forgets its guard: the negative control of every promise made by it. Readers wait a
/// moment for another reader, so that decisions really do overlap, however few cores there are.
final class UnguardedLog implements EventLog {
    private static final long MOMENT_MILLIS = 20;

    private final EventLog log;
    private final Exchanger<Sourced> readers = new Exchanger<>();

    UnguardedLog(EventLog log) {
        this.log = log;
    }

    @Override
    public CompletableFuture<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return log.append(events, AppendCondition.NONE);
    }

    @Override
    public Sourced source(Criteria criteria, long from) {
        Sourced sourced = log.source(criteria, from);
        try {
            readers.exchange(sourced, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException nobodyElseReads) {
            return sourced;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sourced;
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
