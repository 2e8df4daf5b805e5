package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;

/// A vehicle's file as it is now.
public record Vehicle(VehicleId vehicleId, WarehouseId warehouse, VehicleDefined file) {}
