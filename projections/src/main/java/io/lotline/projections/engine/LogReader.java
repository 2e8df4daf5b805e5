package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.StoredEvent;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the log for answers that no view keeps.
public final class LogReader {
    private static final int PAGE = 2_000;

    private final EventLog log;

    public LogReader(EventLog log) {
        this.log = log;
    }

    /// Hands over the events that match, in order.
    ///
    /// @param until the last position that counts; null for all there are
    /// @return the position that the answer reflects
    public long forEach(Criteria criteria, @Nullable Long until, Consumer<Recorded> consumer) {
        return criteria.equals(Criteria.EVERYTHING)
                ? everything(until, consumer)
                : matching(criteria, until, consumer);
    }

    private long matching(Criteria criteria, @Nullable Long until, Consumer<Recorded> consumer) {
        EventLog.Sourced sourced = log.source(criteria, 1);
        long last = until == null ? sourced.position() : Math.min(until, sourced.position());
        for (StoredEvent stored : sourced.events()) {
            if (stored.position() <= last) {
                consumer.accept(FedEvent.recordedOf(stored));
            }
        }
        return last;
    }

    /// Hands over the events that match and come after a position, in order, as far as the log
    /// goes.
    public void forEachAfter(long position, Criterion criterion, Consumer<Recorded> consumer) {
        List<Since> part = List.of(new Since(criterion, position));
        for (StoredEvent stored : log.changes(part).events().getFirst()) {
            consumer.accept(FedEvent.recordedOf(stored));
        }
    }

    /// The log's last position.
    public long head() {
        return log.head().position();
    }

    /// Hands over the events from one position to another, both included, as far as the log goes.
    ///
    /// @return the last position
    public long forEach(long from, long to, Consumer<Recorded> consumer) {
        long next = from;
        while (next <= to) {
            List<StoredEvent> page = log.read(next, (int) Math.min(PAGE, to - next + 1));
            if (page.isEmpty()) {
                break;
            }
            for (StoredEvent stored : page) {
                consumer.accept(FedEvent.recordedOf(stored));
            }
            next = page.getLast().position() + 1;
        }
        return next - 1;
    }

    private long everything(@Nullable Long until, Consumer<Recorded> consumer) {
        long head = log.head().position();
        return forEach(1, until == null ? head : Math.min(until, head), consumer);
    }
}
