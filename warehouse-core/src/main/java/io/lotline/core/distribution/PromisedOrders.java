package io.lotline.core.distribution;

import io.lotline.core.events.Coverage;
import io.lotline.core.values.OrderId;
import java.util.Set;

/// Which orders are promised goods. A view answers it.
@FunctionalInterface
public interface PromisedOrders {
    /// The orders that are promised goods of what is covered, as of a position or later.
    Set<OrderId> of(Coverage covered, long position);
}
