package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A route, its newest plan and what is committed of it.
///
/// @param plan      null before the first
/// @param tours     what is committed and was not cancelled since
/// @param committed the number of the plan that is committed; 0 for none
public record Route(
        RouteId routeId,
        WarehouseId warehouse,
        State state,
        RouteDefined file,
        @Nullable RoutePlanned plan,
        List<CommittedTour> tours,
        int committed,
        Instant changed) {
    public Route {
        tours = List.copyOf(tours);
    }

    /// How far a route is.
    public enum State {
        /// it has no plan
        DEFINED,
        /// its newest plan is not committed
        PLANNED,
        COMMITTED
    }

    /// The number of the newest plan; 0 before the first.
    public int number() {
        return plan == null ? 0 : plan.plan();
    }

    /// Which vehicle brings what is committed.
    public Map<OrderId, VehicleId> settled() {
        return CommittedTour.settled(tours);
    }

    static Route of(
            RouteDefined file,
            @Nullable RoutePlanned plan,
            List<CommittedTour> tours,
            int committed,
            Instant at) {
        State state =
                plan == null
                        ? State.DEFINED
                        : plan.plan() == committed ? State.COMMITTED : State.PLANNED;
        return new Route(file.route(), file.warehouse(), state, file, plan, tours, committed, at);
    }
}
