package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import org.jspecify.annotations.Nullable;

/// Takes a logistic unit with all that is in it out of its bin for an order.
///
/// @param location where it is said to be; null for wherever it is in the warehouse
public record PickUnit(
        OrderId order, WarehouseId warehouse, @Nullable Location location, ScannedUnit unit)
        implements Command {}
