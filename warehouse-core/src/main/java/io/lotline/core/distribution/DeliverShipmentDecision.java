package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Movement;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Sscc;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Hands a consignee its part of a shipment that is under way, once.
public final class DeliverShipmentDecision implements Decision<DeliverShipment> {

    @Override
    public Class<DeliverShipment> commandType() {
        return DeliverShipment.class;
    }

    @Override
    public Outcome decide(DeliverShipment command, Books books) {
        ShipmentBook shipment = books.open(ShipmentBook.BOOK, command.shipment());
        ShipmentPlanned planned = shipment.planned();
        if (planned == null || !Orders.existsFor(command.warehouses(), planned.warehouse())) {
            return Outcome.rejected(new DistributionRejection.NoSuchShipment(command.shipment()));
        }
        if (!shipment.dispatched()) {
            return Outcome.rejected(new DistributionRejection.NotDispatched(command.shipment()));
        }
        OnTheRoad road = books.open(OnTheRoad.BOOK, command.shipment());
        List<Load> loads = road.loads().get(command.consignee());
        if (loads == null) {
            return Outcome.rejected(
                    road.signed().contains(command.consignee())
                            ? new DistributionRejection.AlreadyDelivered(
                                    command.shipment(), command.consignee())
                            : new DistributionRejection.NoGoodsForConsignee(
                                    command.shipment(), command.consignee(), road.consignees()));
        }
        return Outcome.accepted(
                new ShipmentDelivered(
                        command.shipment(),
                        command.consignee(),
                        command.receivedBy(),
                        command.evidence(),
                        loads,
                        loads.stream().map(load -> handOver(command, load)).toList(),
                        units(books, road, loads)));
    }

    /// The units on board with goods of these loads.
    private static List<Sscc> units(Books books, OnTheRoad road, List<Load> loads) {
        if (road.units().isEmpty()) {
            return List.of();
        }
        Set<OrderId> orders = new HashSet<>();
        loads.forEach(load -> orders.add(load.order()));
        Map<Sscc, LogisticUnit> _ = books.openAll(LogisticUnit.BOOK, road.units());
        return road.units().stream()
                .filter(
                        unit ->
                                !Collections.disjoint(
                                        orders, WholeUnit.ordersIn(books, List.of(unit))))
                .toList();
    }

    private static Movement handOver(DeliverShipment command, Load load) {
        return Movement.of(
                load.item(),
                load.serial(),
                load.expiryDate(),
                load.quantity(),
                Place.vehicle(command.shipment()),
                Place.consignee(load.consignee()),
                QualityStatus.QUALIFIED);
    }
}
