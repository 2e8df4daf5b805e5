package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;

/// Checks picked goods against their order by a second scan.
public record CheckItem(OrderId order, WarehouseId warehouse, ScannedGoods goods)
        implements Command {}
