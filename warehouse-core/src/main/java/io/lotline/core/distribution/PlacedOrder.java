package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
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
                            (_, order, event) -> order.after(event))
                    .sized(order -> order.placed() == null ? 1 : order.placed().lines().size());

    private PlacedOrder after(WarehouseEvent event) {
        return switch (event) {
            case OrderPlaced now -> new PlacedOrder(now);
            case DistributionEvent _, MasterDataEvent _, InboundEvent _ -> this;
            case InventoryEvent _, RecallEvent _, AccessEvent _ -> this;
        };
    }
}
