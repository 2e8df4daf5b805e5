package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.events.Adjustment;
import io.lotline.core.values.AdjustmentId;

/// Brings the books to what is so on the floor.
///
/// @param wanted      its device may be named by a package's DI
/// @param limit       what who asks may book alone
/// @param requestedBy who asks
public record AdjustStock(
        AdjustmentId adjustment, Adjustment wanted, AdjustmentLimit limit, String requestedBy)
        implements Command {}
