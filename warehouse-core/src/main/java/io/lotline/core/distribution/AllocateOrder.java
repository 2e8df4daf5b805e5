package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Promises stock to an order, first expired first out. `actingFor` is the enterprise of an
/// enterprise's key: another's order does not exist for it.
public record AllocateOrder(OrderId order, @Nullable EnterpriseId actingFor, LocalDate today)
        implements Command {}
