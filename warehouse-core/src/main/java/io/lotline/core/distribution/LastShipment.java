package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import org.jspecify.annotations.Nullable;

/// The last shipment that an order was planned for. An order goes into the next one only when this
/// one has left, so all before it have left too.
record LastShipment(@Nullable ShipmentId shipment) {
    static final Book<OrderId, LastShipment> BOOK =
            Book.named("last-shipment", 1, OrderId.class, LastShipment.class)
                    .ruled(
                            order -> Boundaries.of(Tags.order(order)).types(ShipmentPlanned.class),
                            _ -> new LastShipment(null),
                            (_, before, event) ->
                                    event instanceof ShipmentPlanned planned
                                            ? new LastShipment(planned.shipment())
                                            : before);
}
