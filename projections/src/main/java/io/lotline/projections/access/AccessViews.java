package io.lotline.projections.access;

import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.store.ViewSet;

/// What access answers from its views.
public record AccessViews(Keys keys) {
    public static AccessViews of(ViewSet views, EventLog log) {
        return new AccessViews(
                new Keys(
                        views.add(new KeysView()),
                        views.add(new KeyHashesView()),
                        new LogReader(log),
                        () -> views.position(KeysView.NAME, KeyHashesView.NAME)));
    }
}
