package io.lotline.projections.trace;

import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.store.ViewSet;
import java.time.Duration;

/// What is traced from its view.
public record TraceViews(Traces traces) {
    public static TraceViews of(ViewSet views, EventLog log) {
        return new TraceViews(
                new Traces(log, new KeptTraces(views.add(new TraceView()), new ProgressOf(views))));
    }

    private record ProgressOf(ViewSet views) implements KeptTraces.Reach {
        @Override
        public long position() {
            return views.position(TraceView.NAME);
        }

        @Override
        public boolean await(long position, Duration patience) {
            return views.await(position, patience, TraceView.NAME);
        }
    }
}
