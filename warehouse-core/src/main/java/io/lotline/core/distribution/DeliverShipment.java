package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records that a consignee signed for its part of a shipment.
///
/// @param warehouses those that the caller works in, null for any: shipments of others do not exist
///     for it
public record DeliverShipment(
        ShipmentId shipment,
        EnterpriseId consignee,
        String receivedBy,
        @Nullable String evidence,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {}
