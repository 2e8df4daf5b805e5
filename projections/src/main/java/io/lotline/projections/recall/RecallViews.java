package io.lotline.projections.recall;

import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.store.ViewSet;
import java.time.InstantSource;
import java.time.ZoneId;

/// What recall answers from its view.
public record RecallViews(RecallReaches recallReaches) {
    public static RecallViews of(ViewSet views, EventLog log, InstantSource clock, ZoneId zone) {
        return new RecallViews(
                new RecallReaches(
                        log,
                        new KeptReaches(
                                views.add(new RecallReachView()),
                                views.progress(RecallReachView.NAME)),
                        clock,
                        zone));
    }
}
