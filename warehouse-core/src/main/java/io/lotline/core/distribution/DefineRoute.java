package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.rules.FileForm.Seen;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what a route is for, or changes that.
///
/// @param wanted     the document that is asked for; without orders, those of its wave are meant
/// @param seen       what its writer has seen of it; null where that is not said
/// @param warehouses those that the caller works in, null for any: orders of others do not exist
///     for it
public record DefineRoute(
        RouteDefined wanted, @Nullable Seen seen, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
