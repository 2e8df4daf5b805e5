package io.lotline.core.decision;

import io.lotline.core.events.WarehouseEvent;
import java.util.List;

/// The answer of a decision.
public sealed interface Outcome {

    /// The facts. None at all means: it is so already.
    record Accepted(List<WarehouseEvent> events) implements Outcome {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// Why not.
    record Rejected(Rejection reason) implements Outcome {}

    static Outcome accepted(WarehouseEvent... events) {
        return new Accepted(List.of(events));
    }

    static Outcome rejected(Rejection reason) {
        return new Rejected(reason);
    }
}
