package io.lotline.core.decision;

import io.lotline.core.events.Scan;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The scan of a logistic unit's own label: all that is in it is meant.
///
/// @param today  the park's day
/// @param oldest no time from before then is believed; null where any is
public record ScannedUnit(Sscc sscc, Scan scan, LocalDate today, @Nullable Instant oldest) {}
