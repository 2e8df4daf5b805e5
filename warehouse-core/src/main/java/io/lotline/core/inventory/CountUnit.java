package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Location;

/// Counts a logistic unit, and so all that is in it, where it was found.
///
/// @param countedBy who counted
public record CountUnit(CountId count, Location location, ScannedUnit unit, String countedBy)
        implements Command {}
