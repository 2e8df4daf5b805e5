package io.lotline.projections.trace;

import io.lotline.core.decision.CommandDesk;
import io.lotline.core.events.Step;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.sourcing.Recorded;
import java.time.Instant;

/// A recorded event and what it says of some goods, or of all of its own.
record Told(long position, Instant at, String actor, WarehouseEvent event, Step step) {
    static Told of(Recorded recorded) {
        return new Told(
                recorded.position(),
                recorded.at(),
                recorded.actor(),
                recorded.event(),
                recorded.event().step());
    }

    /// The same event, saying this.
    Told of(Step other) {
        return new Told(position, at, actor, event, other);
    }

    static Told of(CommandDesk.Recorded recorded, Step part) {
        return new Told(
                recorded.position(), recorded.at(), recorded.actor(), recorded.event(), part);
    }
}
