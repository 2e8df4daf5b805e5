package io.lotline.core.inbound;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;

/// Receives a logistic unit with all that its notice announces in it, and puts it down at
/// `location`.
public record ReceiveUnit(NoticeId notice, Location location, ScannedUnit unit)
        implements Command {}
