package io.lotline.core.work;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who touches a work item, and which ones it may.
///
/// @param key        its id
/// @param supervises whether it may also touch what others see to
/// @param warehouses whose items exist for it; null for all
public record WorkCaller(String key, boolean supervises, @Nullable Set<WarehouseId> warehouses) {
    public WorkCaller {
        warehouses = warehouses == null ? null : Set.copyOf(warehouses);
    }

    /// Why it cannot touch the item; null if it can. Of items in other warehouses it learns
    /// nothing.
    @Nullable Rejection refusal(WorkItemId item, WorkFile file) {
        if (!item.equals(file.item()) || isElsewhere(file)) {
            return new WorkRejection.UnknownWorkItem(item);
        }
        if (file.how() != null) {
            return new WorkRejection.WorkItemResolvedAlready(item, file.how());
        }
        String claimedBy = file.claimedBy();
        return claimedBy == null || claimedBy.equals(key) || supervises
                ? null
                : new WorkRejection.WorkItemClaimedByOther(item, claimedBy);
    }

    private boolean isElsewhere(WorkFile file) {
        return warehouses != null
                && (file.warehouse() == null || !warehouses.contains(file.warehouse()));
    }
}
