package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.SharedRejection.UnknownEnterprise;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts orders of one warehouse, of whichever owners, onto one vehicle of a licensed carrier. An
/// order is on at most one shipment that has not left.
public final class PlanShipmentDecision
        implements FoldedDecision<PlanShipment, PlanShipmentDecision.State> {

    @Override
    public Class<PlanShipment> commandType() {
        return PlanShipment.class;
    }

    @Override
    public Criteria boundary(PlanShipment command) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.of(Tags.shipment(command.shipment())).types(ShipmentPlanned.class));
        parts.add(Boundaries.enterprise(command.carrier()));
        command.stops().stream()
                .limit(Orders.MAX_ORDERS)
                .forEach(stop -> parts.add(Boundaries.enterprise(stop)));
        parts.addAll(Orders.placed(command.orders()));
        command.orders().stream()
                .limit(Orders.MAX_ORDERS)
                .forEach(
                        order ->
                                parts.add(
                                        Boundaries.of(Tags.order(order))
                                                .types(ShipmentPlanned.class)));
        return Boundaries.any(parts);
    }

    @Override
    public Criteria further(PlanShipment command, State state) {
        return Boundaries.any(
                state.shipments().keySet().stream()
                        .map(
                                shipment ->
                                        Boundaries.of(Tags.shipment(shipment))
                                                .types(ShipmentDispatched.class))
                        .toList());
    }

    @Override
    public State initial(PlanShipment command) {
        return new State(Orders.NONE, Enterprises.NONE, Map.of(), Set.of());
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        Map<ShipmentId, ShipmentPlanned> shipments = state.shipments();
        if (event instanceof ShipmentPlanned planned) {
            shipments = new LinkedHashMap<>(shipments);
            shipments.put(planned.shipment(), planned);
            shipments = Collections.unmodifiableMap(shipments);
        }
        Set<ShipmentId> dispatched = state.dispatched();
        if (event instanceof ShipmentDispatched left) {
            dispatched = new LinkedHashSet<>(dispatched);
            dispatched.add(left.shipment());
            dispatched = Collections.unmodifiableSet(dispatched);
        }
        return new State(
                state.orders().evolve(event),
                state.enterprises().evolve(event),
                shipments,
                dispatched);
    }

    @Override
    public Outcome decide(PlanShipment command, State state) {
        Rejection refusal = state.orders().refusal("shipment", command.orders());
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<EnterpriseId> consignees =
                command.orders().stream()
                        .map(order -> state.orders().get(order).consignee())
                        .distinct()
                        .toList();
        ShipmentPlanned shipment =
                new ShipmentPlanned(
                        command.shipment(),
                        state.orders().get(command.orders().getFirst()).warehouse(),
                        command.orders(),
                        command.carrier(),
                        command.vehicle(),
                        command.stops().isEmpty() ? consignees : command.stops());
        ShipmentPlanned planned = state.shipments().get(command.shipment());
        if (planned != null) {
            return planned.equals(shipment)
                    ? Outcome.accepted()
                    : Outcome.rejected(new DocumentExists("shipment", command.shipment().value()));
        }
        refusal =
                state.enterprises()
                        .refusal(command.carrier(), EnterpriseRole.CARRIER, command.today());
        if (refusal == null) {
            refusal = route(command, state, shipment);
        }
        if (refusal == null) {
            refusal = elsewhere(command, state);
        }
        return refusal == null ? Outcome.accepted(shipment) : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection route(
            PlanShipment command, State state, ShipmentPlanned shipment) {
        for (EnterpriseId stop : command.stops()) {
            if (!state.enterprises().files().containsKey(stop)) {
                return new UnknownEnterprise(stop);
            }
        }
        for (OrderId id : command.orders()) {
            OrderPlaced order = state.orders().get(id);
            if (!shipment.stops().contains(order.consignee())) {
                return new DistributionRejection.ConsigneeNotOnRoute(
                        id, order.consignee(), shipment.stops());
            }
        }
        return null;
    }

    private static @Nullable Rejection elsewhere(PlanShipment command, State state) {
        for (ShipmentPlanned other : state.shipments().values()) {
            for (OrderId order : other.orders()) {
                if (!state.dispatched().contains(other.shipment())
                        && command.orders().contains(order)) {
                    return new DistributionRejection.OrderInOtherShipment(order, other.shipment());
                }
            }
        }
        return null;
    }

    /// What planning a shipment has to know.
    ///
    /// @param shipments  this one and those of its orders
    /// @param dispatched which of them have left
    public record State(
            Orders orders,
            Enterprises enterprises,
            Map<ShipmentId, ShipmentPlanned> shipments,
            Set<ShipmentId> dispatched) {}
}
