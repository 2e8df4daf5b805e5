package io.lotline.projections.inventory;

import io.lotline.core.values.Gln;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import org.jspecify.annotations.Nullable;

/// A storage location as it is defined now.
///
/// @param form of which form the file is: a digest of what it says
public record StorageLocation(
        WarehouseId warehouse,
        LocationId location,
        Zone zone,
        @Nullable Double minCelsius,
        @Nullable Double maxCelsius,
        @Nullable Integer capacity,
        @Nullable Gln gln,
        String form) {}
