package io.lotline.core.distribution;

import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedRejection.UnknownShipment;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A shipment before it leaves: its orders, what is picked, checked and loaded of them, and what
/// stops their goods.
public record ShipmentBook(
        ShipmentId shipment,
        @Nullable ShipmentPlanned planned,
        boolean dispatched,
        Map<OrderId, OrderBook> orders,
        Devices devices,
        LotStanding standing) {

    static ShipmentBook unread(ShipmentId shipment) {
        return new ShipmentBook(shipment, null, false, Map.of(), Devices.NONE, LotStanding.FREE);
    }

    static Criterion about(ShipmentId shipment) {
        return Boundaries.of(Tags.shipment(shipment))
                .types(ShipmentPlanned.class, ShipmentDispatched.class);
    }

    /// How far the shipment's orders have come.
    List<Criterion> aboutOrders() {
        return planned == null
                ? List.of()
                : planned.orders().stream()
                        .map(
                                order ->
                                        Boundaries.of(Tags.order(order))
                                                .types(
                                                        List.of(
                                                                OrderPlaced.class,
                                                                ItemPicked.class,
                                                                ItemChecked.class,
                                                                GoodsReturned.class,
                                                                ItemLoaded.class,
                                                                ItemUnloaded.class,
                                                                ShipmentDispatched.class)))
                        .toList();
    }

    ShipmentBook evolve(WarehouseEvent event) {
        return new ShipmentBook(
                shipment,
                event instanceof ShipmentPlanned e && e.shipment().equals(shipment) ? e : planned,
                dispatched
                        || (event instanceof ShipmentDispatched left
                                && left.shipment().equals(shipment)),
                orders(event),
                devices.evolve(event),
                standing.evolve(event));
    }

    private Map<OrderId, OrderBook> orders(WarehouseEvent event) {
        if (event instanceof OrderPlaced placed) {
            Map<OrderId, OrderBook> copy = new LinkedHashMap<>(orders);
            copy.put(placed.order(), OrderBook.unread(placed.order()).evolve(event));
            return Collections.unmodifiableMap(copy);
        }
        Map<OrderId, OrderBook> changed = orders;
        for (Map.Entry<OrderId, OrderBook> entry : orders.entrySet()) {
            OrderBook book = entry.getValue().evolve(event);
            if (book != entry.getValue()) {
                changed = changed == orders ? new LinkedHashMap<>(orders) : changed;
                changed.put(entry.getKey(), book);
            }
        }
        return changed == orders ? orders : Collections.unmodifiableMap(changed);
    }

    /// Loads or unloads goods at this warehouse, or says why nothing of this shipment moves there.
    Outcome handle(WarehouseId warehouse, ScannedGoods scanned, Function<Goods, Outcome> step) {
        if (planned == null) {
            return Outcome.rejected(new UnknownShipment(shipment));
        }
        if (!planned.warehouse().equals(warehouse)) {
            return Outcome.rejected(
                    new DistributionRejection.WrongWarehouse("shipment " + shipment, warehouse));
        }
        if (dispatched) {
            return Outcome.rejected(new DistributionRejection.AlreadyDispatched(shipment));
        }
        return switch (devices.identify(scanned, false)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods goods -> step.apply(goods);
        };
    }

    /// The books of the shipment's orders, in the order in which it names them.
    List<OrderBook> books() {
        return planned == null
                ? List.of()
                : planned.orders().stream()
                        .map(order -> orders.getOrDefault(order, OrderBook.unread(order)))
                        .toList();
    }
}
