package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;

/// Checks a logistic unit with all that is in it against its order.
public record CheckUnit(OrderId order, WarehouseId warehouse, ScannedUnit unit)
        implements Command {}
