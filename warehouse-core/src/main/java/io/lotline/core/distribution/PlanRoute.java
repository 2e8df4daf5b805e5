package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.PlannedBy;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says which vehicle of a route brings what, in which order. Orders of no tour are not brought.
///
/// @param tours      of the vehicles that drive
/// @param midnight   when the route's day begins in the park
/// @param seen       the plans that may be replaced, by number, 0 where there was none; null for
///     the one that is there; empty for none
/// @param warehouses those that the caller works in, null for any: routes of others do not exist
///     for it
public record PlanRoute(
        RouteId route,
        PlannedBy by,
        List<Tour> tours,
        Instant midnight,
        @Nullable Set<Integer> seen,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {
    public PlanRoute {
        tours = List.copyOf(tours);
    }

    /// What a vehicle brings, in its order.
    public record Tour(VehicleId vehicle, List<OrderId> orders) {
        public Tour {
            orders = List.copyOf(orders);
        }
    }
}
