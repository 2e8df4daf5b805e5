package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends a shipment off with all checked goods of its orders.
public record DispatchShipment(
        ShipmentId shipment, @Nullable Set<WarehouseId> warehouses, LocalDate today)
        implements Command {}
