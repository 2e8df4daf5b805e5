package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.values.OrderId;
import java.util.ArrayList;
import java.util.List;

/// A planned shipment is cancelled once, and while nothing of it is on the vehicle. What is picked
/// for its orders stays picked, and goes with another shipment.
public final class CancelShipmentDecision implements Decision<CancelShipment> {

    @Override
    public Class<CancelShipment> commandType() {
        return CancelShipment.class;
    }

    @Override
    public Outcome decide(CancelShipment command, Books books) {
        ShipmentBook shipment = books.open(ShipmentBook.BOOK, command.shipment());
        ShipmentPlanned planned = shipment.planned();
        if (planned == null || !Orders.existsFor(command.warehouses(), planned.warehouse())) {
            return Outcome.rejected(new DistributionRejection.NoSuchShipment(command.shipment()));
        }
        if (command.reason().equals(shipment.cancelled())) {
            return Outcome.accepted();
        }
        Rejection over = shipment.over();
        if (over != null) {
            return Outcome.rejected(over);
        }
        List<OrderId> loaded = new ArrayList<>();
        for (OrderBook order : shipment.orders(books)) {
            // an order is on one vehicle at a time
            if (order.pieces().stream().anyMatch(piece -> piece.getValue().loaded() > 0)) {
                loaded.add(order.order());
            }
        }
        return loaded.isEmpty()
                ? Outcome.accepted(
                        new ShipmentCancelled(
                                command.shipment(),
                                planned.warehouse(),
                                planned.orders(),
                                command.reason(),
                                shipment.route()))
                : Outcome.rejected(
                        new DistributionRejection.GoodsAreLoaded(command.shipment(), loaded));
    }
}
