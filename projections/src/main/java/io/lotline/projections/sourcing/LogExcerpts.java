package io.lotline.projections.sourcing;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import java.util.ArrayList;
import java.util.Comparator;
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
                events.add(
                        new Recorded(
                                stored.position(),
                                stored.id(),
                                stored.at(),
                                stored.actor(),
                                EventJson.read(stored.name(), stored.version(), stored.data())));
            }
        }
        return new Excerpt(events, Math.min(knownAt, sourced.position()));
    }
}
