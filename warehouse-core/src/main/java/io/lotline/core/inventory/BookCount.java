package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.CountId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Books the differences of a count, or as many of them as one commit takes.
///
/// @param leaveRest  whether what cannot be booked is left as it is; else nothing is booked then
/// @param limit      what who asks may book alone
/// @param bookedBy   who asks
/// @param warehouses those that the caller works in, null for any: counts of others do not exist
///     for it
public record BookCount(
        CountId count,
        boolean leaveRest,
        AdjustmentLimit limit,
        String bookedBy,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {}
