package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.events.HoldScope;
import io.lotline.core.values.HoldId;

/// Stops stock.
///
/// @param expected whether the lot or the serial number is said to be one that has not come yet
public record HoldStock(HoldId hold, HoldScope scope, String reason, boolean expected)
        implements Command {}
