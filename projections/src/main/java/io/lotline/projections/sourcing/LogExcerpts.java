package io.lotline.projections.sourcing;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Reads excerpts of the log by its tag index.
public final class LogExcerpts {
    /// Alternatives in one read; more are read in parts.
    private static final int MAX_ALTERNATIVES = 500;

    private final EventLog log;

    public LogExcerpts(EventLog log) {
        this.log = log;
    }

    /// All that matches one of the alternatives, as it was known at a position.
    ///
    /// @param knownAt later events are left out; [Long#MAX_VALUE] for what is durable now
    public Excerpt read(List<Criterion> alternatives, long knownAt) {
        if (alternatives.size() <= MAX_ALTERNATIVES) {
            return read(new Criteria(alternatives), knownAt);
        }
        Excerpt first = read(new Criteria(alternatives.subList(0, MAX_ALTERNATIVES)), knownAt);
        Excerpt rest =
                read(alternatives.subList(MAX_ALTERNATIVES, alternatives.size()), first.position());
        return join(first, rest);
    }

    /// The event at a position.
    public Recorded at(long position) {
        return recorded(log.read(position, 1).getFirst());
    }

    /// All events from a position on, at most so many.
    public List<Recorded> page(long from, int limit) {
        return log.read(from, limit).stream().map(LogExcerpts::recorded).toList();
    }

    /// The last position that counts for one who looks at `knownAt`.
    public long position(long knownAt) {
        return Math.min(knownAt, log.head().position());
    }

    /// All that matches one of a few alternatives, up to a durable position. It is read some at a
    /// time, and anew whenever it is gone through, so that a history of any length needs no more
    /// memory than a page.
    public Iterable<Recorded> each(List<Criterion> alternatives, long position) {
        return each(alternatives, 0, position);
    }

    /// The same of what is behind another position.
    public Iterable<Recorded> each(List<Criterion> alternatives, long after, long position) {
        return () ->
                new MergedEvents(
                        alternatives.stream()
                                .<Iterator<Recorded>>map(
                                        part -> new PagedEvents(log, part, after, position))
                                .toList());
    }

    /// Both as one, each event once.
    public static Iterable<Recorded> merged(Iterable<Recorded> first, Iterable<Recorded> more) {
        return () -> new MergedEvents(List.of(first.iterator(), more.iterator()));
    }

    /// Both excerpts as one, up to the first one's position, each event once.
    public static Excerpt join(Excerpt first, Excerpt more) {
        List<Recorded> all = new ArrayList<>(first.events());
        all.addAll(more.events());
        all.sort(Comparator.comparingLong(Recorded::position));
        List<Recorded> once = new ArrayList<>(all.size());
        for (Recorded event : all) {
            boolean again = !once.isEmpty() && once.getLast().position() == event.position();
            if (!again && event.position() <= first.position()) {
                once.add(event);
            }
        }
        return new Excerpt(once, first.position());
    }

    private Excerpt read(Criteria criteria, long knownAt) {
        EventLog.Sourced sourced = log.source(criteria, 1);
        List<Recorded> events = new ArrayList<>(sourced.events().size());
        for (StoredEvent stored : sourced.events()) {
            if (stored.position() <= knownAt) {
                events.add(recorded(stored));
            }
        }
        return new Excerpt(events, Math.min(knownAt, sourced.position()));
    }

    static Recorded recorded(StoredEvent stored) {
        return new Recorded(
                stored.position(),
                stored.id(),
                stored.at(),
                stored.actor(),
                EventJson.read(stored.name(), stored.version(), stored.data()));
    }
}
