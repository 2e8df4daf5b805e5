package io.lotline.projections.sourcing;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.StoredEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// The events that match one criterion, read from the log some at a time.
final class PagedEvents implements Iterator<Recorded> {
    private static final int PER_READ = 1_000;

    private final EventLog log;
    private final Criterion criterion;
    private final long upTo;
    private final Deque<StoredEvent> page = new ArrayDeque<>();
    private long after;

    /// @param after the last position before those that count
    /// @param upTo  a durable position: the last that counts
    PagedEvents(EventLog log, Criterion criterion, long after, long upTo) {
        this.log = log;
        this.criterion = criterion;
        this.after = after;
        this.upTo = upTo;
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && after < upTo) {
            Changes some = log.first(new Since(criterion, after), PER_READ);
            for (StoredEvent event : some.events().getFirst()) {
                if (event.position() > after && event.position() <= upTo) {
                    page.add(event);
                }
            }
            after = some.position();
        }
        return !page.isEmpty();
    }

    @Override
    public Recorded next() {
        return LogExcerpts.recorded(page.removeFirst());
    }
}
