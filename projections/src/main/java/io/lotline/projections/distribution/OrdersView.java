package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.CancelledLine;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.projections.distribution.Order.Line;
import io.lotline.projections.distribution.Order.State;
import io.lotline.projections.engine.PartwiseView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The view of the orders, by order id.
public final class OrdersView extends PartwiseView<Order> {
    public static final String NAME = "orders";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public Class<Order> documentType() {
        return Order.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("owner", "state", "_id"),
                List.of("warehouse", "state", "_id"),
                List.of("owner", "warehouse", "state", "_id"),
                List.of("state", "_id"));
    }

    @Override
    protected Set<String> keysOf(Recorded recorded) {
        if (recorded.event() instanceof EventCorrected wrong) {
            return wrong.about().order() == null ? Set.of() : Set.of(wrong.about().order().value());
        }
        if (!(recorded.event() instanceof DistributionEvent event)) {
            return Set.of();
        }
        return switch (event) {
            case OrderPlaced placed -> Set.of(placed.order().value());
            case OrderAmended amended -> Set.of(amended.order().value());
            case OrderCancelled cancelled -> Set.of(cancelled.order().value());
            case OrderAllocated allocated -> Set.of(allocated.order().value());
            case OrderUnallocated unallocated -> Set.of(unallocated.order().value());
            case PromisesBroken broken -> Set.of(broken.order().value());
            case ItemPutBack back -> Set.of(back.order().value());
            case ItemPicked picked -> Set.of(picked.order().value());
            case ItemChecked checked -> Set.of(checked.order().value());
            case GoodsReturned returned -> Set.of(returned.order().value());
            case ShipmentDispatched dispatched -> orders(dispatched.loads());
            case ShipmentDelivered delivered -> orders(delivered.loads());
            case GoodsRefused refused -> orders(refused.loads());
            case WavePlanned _, ItemPacked _, ShipmentPlanned _, ItemLoaded _, ItemUnloaded _ ->
                    Set.of();
            case ItemUnpacked _, GoodsLeftBehind _, ShipmentCancelled _ -> Set.of();
            case VehicleDefined _, RouteDefined _, RoutePlanned _, RouteCommitted _ -> Set.of();
        };
    }

    private static Set<String> orders(List<Load> loads) {
        return loads.stream()
                .map(load -> load.order().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected @Nullable Order foldOne(@Nullable Order order, Recorded recorded, String key) {
        if (recorded.event() instanceof OrderPlaced placed) {
            return placed(placed, recorded);
        }
        if (order != null && recorded.event() instanceof EventCorrected wrong) {
            return notPicked(promised(order, wrong), wrong).changedAt(recorded.at());
        }
        return order == null || !(recorded.event() instanceof DistributionEvent event)
                ? order
                : after(promised(order, event), event).changedAt(recorded.at());
    }

    /// What is promised to the lines and not yet picked, once the event has happened.
    private static Order promised(Order order, WarehouseEvent event) {
        Order changed = order;
        for (PromiseChange change : PromiseChange.of(event)) {
            if (change.order().equals(order.orderId())) {
                changed =
                        changed.changing(change.line(), line -> line.allocating(change.quantity()));
            }
        }
        return changed;
    }

    private static Order notPicked(Order order, EventCorrected wrong) {
        int quantity = wrong.movements().stream().mapToInt(Movement::quantity).sum();
        return wrong.about().line() == null
                ? order
                : order.changing(wrong.about().line(), line -> line.picking(-quantity));
    }

    private static Order after(Order order, DistributionEvent event) {
        return switch (event) {
            case OrderAmended amended -> order.amended(amended);
            case OrderCancelled cancelled -> cancelled(order, cancelled);
            case OrderAllocated allocated -> allocated(order, allocated);
            case OrderUnallocated _ -> order.changingAll(line -> line.lacking(0));
            case PromisesBroken broken -> broken(order, broken);
            case ItemPutBack back ->
                    order.changing(
                            back.lineId(), line -> line.picking(-back.movement().quantity()));
            case ItemPicked picked ->
                    order.changing(
                            picked.lineId(), line -> line.picking(picked.movement().quantity()));
            case ItemChecked checked ->
                    order.changing(
                            checked.lineId(), line -> line.checking(checked.goods().quantity()));
            case GoodsReturned returned -> returned(order, returned);
            case ShipmentDispatched dispatched -> loads(order, dispatched.loads(), Line::shipping);
            case ShipmentDelivered delivered -> loads(order, delivered.loads(), Line::delivering);
            case GoodsRefused refused -> loads(order, refused.loads(), Line::refusing);
            case OrderPlaced _,
                    WavePlanned _,
                    ItemPacked _,
                    ItemUnpacked _,
                    ShipmentPlanned _,
                    ShipmentCancelled _,
                    ItemLoaded _,
                    ItemUnloaded _,
                    GoodsLeftBehind _,
                    VehicleDefined _,
                    RouteDefined _,
                    RoutePlanned _,
                    RouteCommitted _ ->
                    order;
        };
    }

    private static Order placed(OrderPlaced placed, Recorded recorded) {
        return new Order(
                placed.order(),
                placed.owner(),
                placed.consignee(),
                placed.warehouse(),
                State.PLACED,
                placed.lines().stream().map(Line::of).toList(),
                1,
                recorded.at(),
                recorded.at());
    }

    private static Order cancelled(Order order, OrderCancelled event) {
        Order changed = order;
        for (CancelledLine cancelled : event.lines()) {
            changed =
                    changed.changing(
                            cancelled.lineId(), line -> line.cancelling(cancelled.quantity()));
        }
        return changed.revised(event.revision());
    }

    private static Order broken(Order order, PromisesBroken event) {
        Order changed = order;
        for (Allocation promise : event.released()) {
            changed =
                    changed.changing(
                            promise.lineId(),
                            line -> line.lacking(line.short_() + promise.quantity()));
        }
        return changed;
    }

    private static Order allocated(Order order, OrderAllocated event) {
        Order changed = order.changingAll(line -> line.lacking(0));
        for (Shortage shortage : event.shortages()) {
            changed =
                    changed.changing(shortage.lineId(), line -> line.lacking(shortage.quantity()));
        }
        return changed;
    }

    private static Order returned(Order order, GoodsReturned event) {
        int quantity = event.movement().quantity();
        Place.Kind from = event.movement().from().kind();
        return order.changing(
                event.lineId(),
                line ->
                        from == Place.Kind.ORDER
                                ? line.picking(-quantity)
                                : from == Place.Kind.VEHICLE
                                        ? line.refusing(-quantity)
                                        : line.returning(quantity));
    }

    private static Order loads(Order order, List<Load> loads, Change change) {
        Order changed = order;
        OrderId id = order.orderId();
        for (Load load : loads) {
            if (load.order().equals(id)) {
                changed =
                        changed.changing(
                                load.lineId(), line -> change.apply(line, load.quantity()));
            }
        }
        return changed;
    }

    @FunctionalInterface
    private interface Change {
        Line apply(Line line, int quantity);
    }
}
