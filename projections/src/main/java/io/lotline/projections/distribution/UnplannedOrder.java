package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.OtherVehicle;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;

/// An order that no vehicle brings, by the last plan that it was in.
///
/// @param plan of the route, its number
public record UnplannedOrder(
        OrderId orderId,
        WarehouseId warehouse,
        RouteId route,
        int plan,
        UnplannedWhy why,
        List<OtherVehicle> others,
        Instant since) {
    public UnplannedOrder {
        others = List.copyOf(others);
    }
}
