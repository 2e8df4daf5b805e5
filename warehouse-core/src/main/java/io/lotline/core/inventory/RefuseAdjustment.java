package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses an adjustment that waits for a second person, or takes it back.
///
/// @param refusedBy  who says so
/// @param approver   whether the caller may approve adjustments; others take back their own
/// @param warehouses those that the caller works in, null for any: adjustments of others do not
///     exist for it
public record RefuseAdjustment(
        AdjustmentId adjustment,
        String reason,
        String refusedBy,
        boolean approver,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {}
