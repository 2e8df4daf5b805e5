package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans orders of one warehouse to be picked together.
///
/// @param warehouses those that the caller works in, null for any: orders of others do not exist
///     for it
public record PlanWave(WaveId wave, List<OrderId> orders, @Nullable Set<WarehouseId> warehouses)
        implements Command {
    public PlanWave {
        orders = List.copyOf(orders);
    }
}
