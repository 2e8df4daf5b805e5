package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A shipment on its way, without the goods on board, which are [ShipmentPart]s.
///
/// @param loaded     how many pieces were loaded by scan, or left with it
/// @param delivered  how many pieces were signed for
/// @param owners     whose goods left with it
/// @param awaited    which consignees have not signed since it left
/// @param leftBehind what was planned for it and did not leave with it
/// @param cancelled  why it does not take place; null where it does
public record Shipment(
        ShipmentId shipmentId,
        WarehouseId warehouse,
        List<OrderId> orders,
        EnterpriseId carrier,
        @Nullable String vehicle,
        List<EnterpriseId> stops,
        State state,
        long loaded,
        long delivered,
        Set<String> owners,
        Set<String> awaited,
        List<LeftBehind> leftBehind,
        Instant planned,
        @Nullable Instant dispatched,
        @Nullable String cancelled) {

    public Shipment {
        orders = List.copyOf(orders);
        stops = List.copyOf(stops);
        owners = new TreeSet<>(owners);
        awaited = new TreeSet<>(awaited);
        // what was kept before anything could remain behind knows of none
        leftBehind = leftBehind == null ? List.of() : List.copyOf(leftBehind);
    }

    /// How far a shipment is.
    public enum State {
        PLANNED,
        LOADING,
        DISPATCHED,
        PARTIALLY_DELIVERED,
        DELIVERED,
        CANCELLED
    }

    Shipment loading(int more) {
        return with(State.LOADING, loaded + more, delivered, owners, awaited, dispatched);
    }

    Shipment dispatched(List<Load> onBoard, Instant at) {
        Set<String> whose = new TreeSet<>();
        Set<String> to = new TreeSet<>();
        for (Load load : onBoard) {
            whose.add(load.item().owner().value());
            to.add(load.consignee().value());
        }
        return with(State.DISPATCHED, pieces(onBoard), delivered, whose, to, at);
    }

    Shipment delivered(EnterpriseId consignee, List<Load> signedFor) {
        Set<String> open = new TreeSet<>(awaited);
        open.remove(consignee.value());
        State now = open.isEmpty() ? State.DELIVERED : State.PARTIALLY_DELIVERED;
        return with(now, loaded, delivered + pieces(signedFor), owners, open, dispatched);
    }

    Shipment without(List<LeftBehind> goods) {
        return new Shipment(
                shipmentId,
                warehouse,
                orders,
                carrier,
                vehicle,
                stops,
                state,
                loaded,
                delivered,
                owners,
                awaited,
                goods,
                planned,
                dispatched,
                cancelled);
    }

    Shipment cancelled(String reason) {
        return new Shipment(
                shipmentId,
                warehouse,
                orders,
                carrier,
                vehicle,
                stops,
                State.CANCELLED,
                loaded,
                delivered,
                owners,
                awaited,
                leftBehind,
                planned,
                dispatched,
                reason);
    }

    static long pieces(List<Load> loads) {
        return loads.stream().mapToLong(Load::quantity).sum();
    }

    private Shipment with(
            State newState,
            long nowLoaded,
            long nowDelivered,
            Set<String> nowOwners,
            Set<String> nowAwaited,
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
                nowDelivered,
                nowOwners,
                nowAwaited,
                leftBehind,
                planned,
                nowDispatched,
                cancelled);
    }
}
