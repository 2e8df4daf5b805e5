package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import org.jspecify.annotations.Nullable;

/// An event of the feed, decoded by the first view that asks and kept for the others.
final class FedEvent {
    private final StoredEvent stored;
    private volatile @Nullable Recorded recorded;

    FedEvent(StoredEvent stored) {
        this.stored = stored;
    }

    StoredEvent stored() {
        return stored;
    }

    /// @throws RuntimeException if this version of Lotline cannot read the event
    Recorded recorded() {
        Recorded known = recorded;
        if (known == null) {
            known = recordedOf(stored);
            recorded = known;
        }
        return known;
    }

    static Recorded recordedOf(StoredEvent stored) {
        return new Recorded(
                stored.position(),
                stored.at(),
                stored.actor(),
                EventJson.read(stored.name(), stored.version(), stored.data()));
    }
}
