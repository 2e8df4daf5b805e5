package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a plan what is done.
///
/// @param plan       its number
/// @param warehouses those that the caller works in, null for any: routes of others do not exist
///     for it
public record CommitRoute(
        RouteId route, int plan, @Nullable Set<WarehouseId> warehouses, LocalDate today)
        implements Command {}
