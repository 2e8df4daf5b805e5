package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ends a hold.
///
/// @param warehouses where the caller works; null for everywhere
public record ReleaseHold(HoldId hold, @Nullable Set<WarehouseId> warehouses) implements Command {
    public ReleaseHold {
        warehouses = warehouses == null ? null : Set.copyOf(warehouses);
    }
}
