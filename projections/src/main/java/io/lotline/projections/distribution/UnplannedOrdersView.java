package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.projections.engine.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what fits nowhere, by order id: an order leaves it when a plan brings it, or
/// somebody plans a shipment of it.
public final class UnplannedOrdersView implements View<UnplannedOrder> {
    public static final String NAME = "unplanned-orders";

    /// Of these there is nothing to be brought, or somebody else brings it.
    private static final Set<UnplannedWhy> DONE =
            Set.of(
                    UnplannedWhy.CANCELLED,
                    UnplannedWhy.ALREADY_SENT,
                    UnplannedWhy.IN_OTHER_SHIPMENT);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<UnplannedOrder> documentType() {
        return UnplannedOrder.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("warehouse", "_id"), List.of("route", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        WarehouseEvent event = recorded.event();
        Set<String> keys = new HashSet<>();
        if (event instanceof RoutePlanned planned) {
            planned.stops()
                    .forEach(stop -> stop.orders().forEach(order -> keys.add(order.value())));
            planned.unplanned().forEach(order -> keys.add(order.order().value()));
        } else if (event instanceof ShipmentPlanned planned) {
            planned.orders().forEach(order -> keys.add(order.value()));
        }
        return keys;
    }

    @Override
    public @Nullable UnplannedOrder fold(
            @Nullable UnplannedOrder before, Recorded recorded, String key) {
        WarehouseEvent event = recorded.event();
        if (event instanceof RoutePlanned planned) {
            for (DistributionEvent.UnplannedOrder order : planned.unplanned()) {
                if (order.order().value().equals(key)) {
                    return DONE.contains(order.why())
                            ? null
                            : new UnplannedOrder(
                                    order.order(),
                                    planned.warehouse(),
                                    planned.route(),
                                    planned.plan(),
                                    order.why(),
                                    order.others(),
                                    before == null ? recorded.at() : before.since());
                }
            }
            return planned.stops().stream()
                            .anyMatch(
                                    stop ->
                                            stop.orders().stream()
                                                    .anyMatch(order -> order.value().equals(key)))
                    ? null
                    : before;
        }
        return event instanceof ShipmentPlanned planned
                        && planned.orders().stream().anyMatch(order -> order.value().equals(key))
                ? null
                : before;
    }
}
