package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A shipment on its way.
///
/// @param loaded     how many pieces were loaded by scan
/// @param loads      everything on board when it left
/// @param leftBehind what was planned for it and did not leave with it
/// @param deliveries who signed for its part
public record Shipment(
        ShipmentId shipmentId,
        WarehouseId warehouse,
        List<OrderId> orders,
        EnterpriseId carrier,
        @Nullable String vehicle,
        List<EnterpriseId> stops,
        State state,
        int loaded,
        List<Load> loads,
        List<LeftBehind> leftBehind,
        List<Delivery> deliveries,
        Instant planned,
        @Nullable Instant dispatched) {

    public Shipment {
        // what was kept before anything could remain behind knows of none
        leftBehind = leftBehind == null ? List.of() : List.copyOf(leftBehind);
        orders = List.copyOf(orders);
        stops = List.copyOf(stops);
        loads = List.copyOf(loads);
        deliveries = List.copyOf(deliveries);
    }

    /// How far a shipment is.
    public enum State {
        PLANNED,
        LOADING,
        DISPATCHED,
        PARTIALLY_DELIVERED,
        DELIVERED
    }

    /// A consignee's signature.
    public record Delivery(
            EnterpriseId consignee,
            String receivedBy,
            @Nullable String evidence,
            Instant at,
            int quantity) {}

    Shipment loading(int more) {
        return with(State.LOADING, loaded + more, loads, leftBehind, deliveries, dispatched);
    }

    Shipment dispatched(List<Load> onBoard, Instant at) {
        int pieces = onBoard.stream().mapToInt(Load::quantity).sum();
        return with(State.DISPATCHED, pieces, onBoard, leftBehind, deliveries, at);
    }

    Shipment without(List<LeftBehind> goods) {
        return with(state, loaded, loads, goods, deliveries, dispatched);
    }

    Shipment delivered(Delivery delivery) {
        List<Delivery> all = new ArrayList<>(deliveries);
        all.add(delivery);
        Set<EnterpriseId> open = new LinkedHashSet<>();
        loads.forEach(load -> open.add(load.consignee()));
        all.forEach(each -> open.remove(each.consignee()));
        State now = open.isEmpty() ? State.DELIVERED : State.PARTIALLY_DELIVERED;
        return with(now, loaded, loads, leftBehind, all, dispatched);
    }

    private Shipment with(
            State newState,
            int nowLoaded,
            List<Load> nowLoads,
            List<LeftBehind> nowBehind,
            List<Delivery> nowDeliveries,
            @Nullable Instant nowDispatched) {
        return new Shipment(
                shipmentId,
                warehouse,
                orders,
                carrier,
                vehicle,
                stops,
                newState,
                nowLoaded,
                nowLoads,
                nowBehind,
                nowDeliveries,
                planned,
                nowDispatched);
    }
}
