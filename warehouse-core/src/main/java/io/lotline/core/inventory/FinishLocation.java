package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.events.Scan;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Location;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Says that nothing more lies in a location than was counted there, which of an empty one is
/// nothing at all.
///
/// @param countedBy who looked
/// @param scan      the handheld's, without symbols
/// @param today     the park's day
/// @param oldest    a scan from before then has a wrong time; null where any time is believed
public record FinishLocation(
        CountId count,
        Location location,
        String countedBy,
        Scan scan,
        LocalDate today,
        @Nullable Instant oldest)
        implements Command {}
