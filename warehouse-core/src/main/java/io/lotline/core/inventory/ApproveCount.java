package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.CountId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Approves the booking of a count as a second person.
///
/// @param approvedBy who approves
/// @param warehouses those that the caller works in, null for any
public record ApproveCount(CountId count, String approvedBy, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
