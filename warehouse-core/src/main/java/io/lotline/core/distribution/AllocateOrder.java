package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Promises stock to an order, first expired first out. `actingFor` is the enterprise of an
/// enterprise's key, `warehouses` those that its staff works in, null for any: an order of others
/// does not exist for it.
public record AllocateOrder(
        OrderId order,
        @Nullable EnterpriseId actingFor,
        @Nullable Set<WarehouseId> warehouses,
        LocalDate today)
        implements Command {}
