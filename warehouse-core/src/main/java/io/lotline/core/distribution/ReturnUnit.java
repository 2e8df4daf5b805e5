package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;

/// Takes a logistic unit of an order back with all that is in it, into a returns or quarantine
/// location.
public record ReturnUnit(OrderId order, Location location, ScannedUnit unit) implements Command {}
