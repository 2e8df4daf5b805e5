package io.lotline.core.axon;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.testing.ForwardingLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A log that forgets its guard: the negative control of every promise made by it. Readers wait a
/// moment for another reader, so that decisions really do overlap, however few cores there are.
final class UnguardedLog extends ForwardingLog {
    private static final long MOMENT_MILLIS = 20;

    private final Exchanger<Sourced> readers = new Exchanger<>();

    UnguardedLog(EventLog log) {
        super(log);
    }

    @Override
    public CompletableFuture<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return super.append(events, AppendCondition.NONE);
    }

    @Override
    public Sourced source(Criteria criteria, long from) {
        Sourced sourced = super.source(criteria, from);
        try {
            readers.exchange(sourced, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException nobodyElseReads) {
            return sourced;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sourced;
    }
}
