package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.engine.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the routes, by route id.
public final class RoutesView implements View<Route> {
    public static final String NAME = "routes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Route> documentType() {
        return Route.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("warehouse", "state", "_id"), List.of("state", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        WarehouseEvent event = recorded.event();
        if (event instanceof RouteDefined defined) {
            return Set.of(defined.route().value());
        }
        if (event instanceof RoutePlanned planned) {
            return Set.of(planned.route().value());
        }
        if (event instanceof RouteCommitted committed) {
            return Set.of(committed.route().value());
        }
        return event instanceof ShipmentCancelled cancelled && cancelled.route() != null
                ? Set.of(cancelled.route().value())
                : Set.of();
    }

    @Override
    public @Nullable Route fold(@Nullable Route before, Recorded recorded, String key) {
        WarehouseEvent event = recorded.event();
        if (event instanceof RouteDefined defined) {
            return before == null
                    ? Route.of(defined, null, List.of(), 0, recorded.at())
                    : Route.of(
                            defined,
                            before.plan(),
                            before.tours(),
                            before.committed(),
                            recorded.at());
        }
        if (before != null && event instanceof RoutePlanned planned) {
            return Route.of(
                    before.file(), planned, before.tours(), before.committed(), recorded.at());
        }
        if (before != null && event instanceof RouteCommitted committed) {
            List<CommittedTour> tours = new ArrayList<>(before.tours());
            tours.addAll(committed.tours());
            return Route.of(before.file(), before.plan(), tours, committed.plan(), recorded.at());
        }
        if (before != null && event instanceof ShipmentCancelled cancelled) {
            return Route.of(
                    before.file(),
                    before.plan(),
                    CommittedTour.without(before.tours(), cancelled.shipment()),
                    0,
                    recorded.at());
        }
        return before;
    }
}
