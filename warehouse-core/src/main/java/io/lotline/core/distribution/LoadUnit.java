package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;

/// Loads a logistic unit with all that is in it onto a shipment's vehicle, or takes it off again.
///
/// @param off whether it is taken off
public record LoadUnit(ShipmentId shipment, WarehouseId warehouse, boolean off, ScannedUnit unit)
        implements Command {}
