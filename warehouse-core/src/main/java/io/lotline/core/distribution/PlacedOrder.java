package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.OrderId;
import org.jspecify.annotations.Nullable;

/// An order as it was placed.
///
/// @param placed null for an order that was never placed
record PlacedOrder(@Nullable OrderPlaced placed) {
    static final Book<OrderId, PlacedOrder> BOOK =
            Book.named("order-placed", 1, OrderId.class, PlacedOrder.class)
                    .ruled(
                            order -> Boundaries.of(Tags.order(order)).types(OrderPlaced.class),
                            _ -> new PlacedOrder(null),
                            (_, before, event) ->
                                    event instanceof OrderPlaced placed
                                            ? new PlacedOrder(placed)
                                            : before);
}
