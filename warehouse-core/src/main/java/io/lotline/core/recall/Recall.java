package io.lotline.core.recall;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.RecallId;
import org.jspecify.annotations.Nullable;

/// What the rules of recalls know of one recall.
///
/// @param started null for a recall that never was
record Recall(RecallId id, @Nullable RecallStarted started, boolean closed) {

    static Criterion boundary(RecallId id) {
        return Boundaries.of(Tags.recall(id)).types(RecallStarted.class, RecallClosed.class);
    }

    static Recall unknown(RecallId id) {
        return new Recall(id, null, false);
    }

    /// Other events, and those of other recalls, change nothing.
    Recall evolve(WarehouseEvent event) {
        if (event instanceof RecallStarted now && now.recall().equals(id)) {
            return new Recall(id, now, closed);
        }
        if (event instanceof RecallClosed now && now.recall().equals(id)) {
            return new Recall(id, started, true);
        }
        return this;
    }
}
