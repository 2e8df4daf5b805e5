package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.HoldId;

/// Ends a hold.
public record ReleaseHold(HoldId hold) implements Command {}
