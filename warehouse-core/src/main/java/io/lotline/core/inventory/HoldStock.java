package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.events.HoldScope;
import io.lotline.core.values.HoldId;

/// Stops stock.
public record HoldStock(HoldId hold, HoldScope scope, String reason) implements Command {}
