package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes an order of which its writer has seen one of these forms. `actingFor` is the enterprise
/// of an enterprise's key, `warehouses` those that its staff works in, null for any: an order of
/// others does not exist for it.
///
/// @param seen the revisions that may be changed, null for whichever it is
public record AmendOrder(
        OrderId order,
        EnterpriseId owner,
        EnterpriseId consignee,
        WarehouseId warehouse,
        List<OrderLine> lines,
        @Nullable Set<Integer> seen,
        @Nullable EnterpriseId actingFor,
        @Nullable Set<WarehouseId> warehouses,
        LocalDate today)
        implements Command {
    public AmendOrder {
        lines = List.copyOf(lines);
        seen = seen == null ? null : Set.copyOf(seen);
    }
}
