package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.CountId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses the booking of a count that waits for a second person, or takes it back.
///
/// @param warehouses those that the caller works in, null for any
public record RefuseCountBooking(
        CountId count, String reason, String refusedBy, @Nullable Set<WarehouseId> warehouses)
        implements Command {}
