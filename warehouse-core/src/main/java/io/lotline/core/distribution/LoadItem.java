package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;

/// Loads checked goods onto the shipment's vehicle by scan.
public record LoadItem(
        ShipmentId shipment, WarehouseId warehouse, ScannedGoods goods, LocalDate today)
        implements Command {}
