package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands a consignee its part of a shipment that is under way, once.
public final class DeliverShipmentDecision
        implements FoldedDecision<DeliverShipment, DeliverShipmentDecision.State> {

    @Override
    public Class<DeliverShipment> commandType() {
        return DeliverShipment.class;
    }

    @Override
    public Criteria boundary(DeliverShipment command) {
        return Criteria.of(
                Boundaries.of(Tags.shipment(command.shipment()))
                        .types(
                                ShipmentPlanned.class,
                                ShipmentDispatched.class,
                                ShipmentDelivered.class));
    }

    @Override
    public State initial(DeliverShipment command) {
        return new State(false, null, Set.of());
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        Set<EnterpriseId> delivered = state.delivered();
        if (event instanceof ShipmentDelivered handedOver) {
            delivered = new HashSet<>(delivered);
            delivered.add(handedOver.consignee());
            delivered = Collections.unmodifiableSet(delivered);
        }
        return new State(
                state.planned() || event instanceof ShipmentPlanned,
                event instanceof ShipmentDispatched left ? left : state.dispatched(),
                delivered);
    }

    @Override
    public Outcome decide(DeliverShipment command, State state) {
        if (!state.planned()) {
            return Outcome.rejected(new DistributionRejection.NoSuchShipment(command.shipment()));
        }
        if (state.dispatched() == null) {
            return Outcome.rejected(new DistributionRejection.NotDispatched(command.shipment()));
        }
        List<Load> loads =
                state.dispatched().loads().stream()
                        .filter(load -> load.consignee().equals(command.consignee()))
                        .toList();
        if (loads.isEmpty()) {
            return Outcome.rejected(
                    new DistributionRejection.NoGoodsForConsignee(
                            command.shipment(),
                            command.consignee(),
                            state.dispatched().loads().stream()
                                    .map(Load::consignee)
                                    .distinct()
                                    .toList()));
        }
        if (state.delivered().contains(command.consignee())) {
            return Outcome.rejected(
                    new DistributionRejection.AlreadyDelivered(
                            command.shipment(), command.consignee()));
        }
        return Outcome.accepted(
                new ShipmentDelivered(
                        command.shipment(),
                        command.consignee(),
                        command.receivedBy(),
                        command.evidence(),
                        loads,
                        loads.stream().map(load -> handOver(command, load)).toList()));
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

    /// What a delivery has to know.
    ///
    /// @param delivered the consignees that have signed
    public record State(
            boolean planned,
            @Nullable ShipmentDispatched dispatched,
            Set<EnterpriseId> delivered) {}
}
