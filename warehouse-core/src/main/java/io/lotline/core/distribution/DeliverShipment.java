package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records that a consignee signed for its part of a shipment.
///
/// @param proof      what else is known of the handover; null where nothing is
/// @param refused    what it did not take
/// @param warehouses those that the caller works in, null for any: shipments of others do not exist
///     for it
public record DeliverShipment(
        ShipmentId shipment,
        EnterpriseId consignee,
        String receivedBy,
        @Nullable String evidence,
        @Nullable Handover proof,
        List<RefusedGoods> refused,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {
    public DeliverShipment {
        refused = List.copyOf(refused);
    }

    /// Of goods that were all taken.
    public DeliverShipment(
            ShipmentId shipment,
            EnterpriseId consignee,
            String receivedBy,
            @Nullable String evidence,
            @Nullable Set<WarehouseId> warehouses) {
        this(shipment, consignee, receivedBy, evidence, null, List.of(), warehouses);
    }

    /// Goods that the consignee did not take.
    ///
    /// @param di       of the device, or of a package of it
    /// @param order    for which they were sent; null where that is clear
    /// @param quantity of that DI
    public record RefusedGoods(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable OrderId order,
            int quantity,
            String reason) {
        public RefusedGoods {
            Quantity.positive(quantity);
        }
    }
}
