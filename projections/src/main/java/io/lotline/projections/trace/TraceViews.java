package io.lotline.projections.trace;

import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.store.ViewSet;

/// What is traced from its view.
public record TraceViews(Traces traces) {
    public static TraceViews of(ViewSet views, EventLog log) {
        return new TraceViews(
                new Traces(
                        log,
                        new KeptTraces(
                                views.add(new TraceView()), views.progress(TraceView.NAME))));
    }
}
