package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import org.jspecify.annotations.Nullable;

/// Puts a logistic unit into another one.
///
/// @param order whose goods it holds; null for a unit that lies in a bin
public record PackUnit(
        @Nullable OrderId order, WarehouseId warehouse, Sscc container, ScannedUnit unit)
        implements Command {}
