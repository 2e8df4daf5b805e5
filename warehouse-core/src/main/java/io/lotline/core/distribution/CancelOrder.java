package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cancels what has not left of an order. `actingFor` is the enterprise of an enterprise's key,
/// `warehouses` those that its staff works in, null for any: an order of others does not exist for
/// it.
///
/// @param lines the lines to cancel, null for all
public record CancelOrder(
        OrderId order,
        String reason,
        @Nullable List<LineId> lines,
        @Nullable EnterpriseId actingFor,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {
    public CancelOrder {
        lines = lines == null ? null : List.copyOf(lines);
    }
}
