package io.lotline.projections.recall;

import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.store.ViewSet;
import java.time.Clock;

/// What recall answers from its view.
public record RecallViews(RecallReaches recallReaches) {
    public static RecallViews of(ViewSet views, EventLog log, Clock clock) {
        return new RecallViews(
                new RecallReaches(
                        log,
                        new KeptReaches(
                                views.add(new RecallReachView()),
                                views.progress(RecallReachView.NAME)),
                        clock));
    }
}
