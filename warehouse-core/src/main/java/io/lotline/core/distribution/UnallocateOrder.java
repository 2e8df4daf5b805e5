package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes back what is promised to an order. `actingFor` is the enterprise of an enterprise's key,
/// `warehouses` those that its staff works in, null for any: an order of others does not exist for
/// it.
public record UnallocateOrder(
        OrderId order, @Nullable EnterpriseId actingFor, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
