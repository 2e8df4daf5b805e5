package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;

/// Puts picked goods into a logistic unit.
public record PackItem(OrderId order, WarehouseId warehouse, Sscc container, ScannedGoods goods)
        implements Command {}
