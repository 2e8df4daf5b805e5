package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;

/// Takes goods off the vehicle again before it leaves.
public record UnloadItem(ShipmentId shipment, WarehouseId warehouse, ScannedGoods goods)
        implements Command {}
