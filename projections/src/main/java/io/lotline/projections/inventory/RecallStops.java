package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what recalls stop, by recall id.
public final class RecallStops implements View<RecallStop> {
    public static final String NAME = "recall-stops";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// Version 1 does not say in which state its documents are.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public Class<RecallStop> documentType() {
        return RecallStop.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("state", "_id"),
                List.of("di", "state", "_id"),
                List.of("lots", "state", "_id"),
                List.of("anchors", "state", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof RecallEvent recall
                ? Set.of(recall.recall().value())
                : Set.of();
    }

    @Override
    public @Nullable RecallStop fold(@Nullable RecallStop stop, Recorded recorded, String key) {
        if (recorded.event() instanceof RecallStarted started) {
            return new RecallStop(
                    started.recall(),
                    started.level(),
                    started.di(),
                    started.lots(),
                    started.serials(),
                    started.reason(),
                    started.ordered(),
                    recorded.at(),
                    null,
                    null,
                    null);
        }
        return stop == null ? null : stop.after(recorded.event().step(), recorded.at());
    }
}
