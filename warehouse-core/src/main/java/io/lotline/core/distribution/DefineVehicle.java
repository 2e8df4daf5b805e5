package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.rules.FileForm.Seen;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a vehicle on file, or amends its file.
///
/// @param wanted     the file that is asked for
/// @param seen       what its writer has seen of it; null where that is not said
/// @param warehouses those that the caller works in, null for any
public record DefineVehicle(
        VehicleDefined wanted, @Nullable Seen seen, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
