package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes back the plan of a shipment.
///
/// @param warehouses those of who asks; null for any
public record CancelShipment(
        ShipmentId shipment, String reason, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
