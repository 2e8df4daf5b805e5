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
/// @param document null for an order that never was
record PlacedOrder(@Nullable OrderPlaced document) {

    static final Book<OrderId, PlacedOrder> BOOK =
            Book.named("order-placed", 1, OrderId.class, PlacedOrder.class)
                    .ruled(
                            order -> Boundaries.of(Tags.order(order)).types(OrderPlaced.class),
                            _ -> new PlacedOrder(null),
                            (_, placed, event) -> placed.after(event))
                    .sized(
                            placed ->
                                    placed.document() == null
                                            ? 1
                                            : placed.document().lines().size());

    private PlacedOrder after(WarehouseEvent event) {
        return switch (event) {
            case OrderPlaced placed -> new PlacedOrder(placed);
            case DistributionEvent _, MasterDataEvent _, InboundEvent _ -> this;
            case InventoryEvent _, RecallEvent _, AccessEvent _ -> this;
        };
    }
}
