package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.ShipmentId;
import org.jspecify.annotations.Nullable;

/// Records that a consignee signed for its part of a shipment.
public record DeliverShipment(
        ShipmentId shipment, EnterpriseId consignee, String receivedBy, @Nullable String evidence)
        implements Command {}
