package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.Location;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Defines a storage location, or changes its definition.
public record DefineLocation(
        Location location,
        Zone zone,
        @Nullable BigDecimal minCelsius,
        @Nullable BigDecimal maxCelsius,
        @Nullable Integer capacity)
        implements Command {}
