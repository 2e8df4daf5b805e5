package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.CountId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives a count up.
///
/// @param warehouses those that the caller works in, null for any
public record CancelCount(
        CountId count, String reason, String cancelledBy, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
