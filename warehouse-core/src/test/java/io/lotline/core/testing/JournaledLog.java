package io.lotline.core.testing;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.testing.AppendJournal.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A log with a witness: every append with its answer and every reading go into a journal.
public final class JournaledLog extends ForwardingLog {
    private final AppendJournal journal;

    public JournaledLog(EventLog log, AppendJournal journal) {
        super(log);
        this.journal = journal;
    }

    @Override
    public CompletableFuture<Appended> append(List<NewEvent> events, AppendCondition condition) {
        if (events.isEmpty()) {
            return log.append(events, condition);
        }
        String id = events.getFirst().id();
        journal.asked(id, events.size(), condition);
        return log.append(events, condition)
                .whenComplete(
                        (appended, failure) ->
                                journal.told(id, Answer.of(appended, failure, log.head())));
    }

    @Override
    public Sourced source(Criteria criteria, long from) {
        Sourced sourced = log.source(criteria, from);
        journal.read(criteria, from - 1, sourced.position(), sourced.events().size());
        return sourced;
    }

    @Override
    public Changes changes(List<Since> parts) {
        Changes changes = log.changes(parts);
        for (int i = 0; i < parts.size(); i++) {
            journal.read(
                    Criteria.of(parts.get(i).criterion()),
                    parts.get(i).after(),
                    changes.position(),
                    changes.events().get(i).size());
        }
        return changes;
    }
}
