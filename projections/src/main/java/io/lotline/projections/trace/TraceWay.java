package io.lotline.projections.trace;

import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.trace.TraceOptions.Direction;

/// Which way a step leads.
enum TraceWay {
    IN,
    WITHIN,
    OUT;

    static TraceWay of(WarehouseEvent event) {
        if (event instanceof DistributionEvent) {
            return OUT;
        }
        return event instanceof InboundEvent || event instanceof GoodsPutAway ? IN : WITHIN;
    }

    /// Forward shows what went out, backward what came in; both in between.
    boolean seen(Direction direction) {
        return switch (direction) {
            case BOTH -> true;
            case FORWARD -> this == OUT;
            case BACKWARD -> this == IN;
        };
    }
}
