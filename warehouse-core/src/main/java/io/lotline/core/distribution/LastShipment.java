package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import org.jspecify.annotations.Nullable;

/// The last shipment that an order was planned for and that was not cancelled. An order goes into
/// the next one only when this one has left, so all before it have left too.
///
/// @param before the one before it, which has left
record LastShipment(@Nullable ShipmentId shipment, @Nullable ShipmentId before) {
    static final Book<OrderId, LastShipment> BOOK =
            Book.named("last-shipment", 2, OrderId.class, LastShipment.class)
                    .ruled(
                            order ->
                                    Boundaries.of(Tags.order(order))
                                            .types(ShipmentPlanned.class, ShipmentCancelled.class),
                            _ -> new LastShipment(null, null),
                            (_, last, event) -> last.after(event));

    private LastShipment after(WarehouseEvent event) {
        if (event instanceof ShipmentPlanned planned) {
            return new LastShipment(planned.shipment(), shipment);
        }
        return event instanceof ShipmentCancelled cancelled && cancelled.shipment().equals(shipment)
                ? new LastShipment(before, null)
                : this;
    }
}
