package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Approves an adjustment as a second person.
///
/// @param approvedBy who approves
/// @param warehouses those that the caller works in, null for any: adjustments of others do not
///     exist for it
public record ApproveAdjustment(
        AdjustmentId adjustment, String approvedBy, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
