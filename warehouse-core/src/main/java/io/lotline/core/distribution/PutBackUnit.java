package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import org.jspecify.annotations.Nullable;

/// Puts a logistic unit, of whose goods their order wants none any more, back into a bin.
///
/// @param from where it is held, as far as the scan says it: it is booked in no bin
public record PutBackUnit(OrderId order, @Nullable Location from, Location to, ScannedUnit unit)
        implements Command {}
