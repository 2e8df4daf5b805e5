package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans a shipment of orders of one warehouse. The document is immutable.
///
/// @param warehouses those that the caller works in, null for any: orders of others do not exist
///     for it
public record PlanShipment(
        ShipmentId shipment,
        List<OrderId> orders,
        EnterpriseId carrier,
        @Nullable String vehicle,
        List<EnterpriseId> stops,
        @Nullable Set<WarehouseId> warehouses,
        LocalDate today)
        implements Command {
    public PlanShipment {
        orders = List.copyOf(orders);
        stops = List.copyOf(stops);
    }
}
