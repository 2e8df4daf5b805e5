package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends a shipment off with what is loaded.
///
/// @param remaining the goods that were planned for it and remain behind, as the caller knows them
public record DispatchShipment(
        ShipmentId shipment,
        List<LeftBehind> remaining,
        @Nullable Set<WarehouseId> warehouses,
        LocalDate today)
        implements Command {
    public DispatchShipment {
        remaining = List.copyOf(remaining);
    }
}
