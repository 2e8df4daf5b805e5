package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.rules.FileForm.Seen;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Defines a storage location, or changes its definition.
///
/// @param seen what its writer has seen of the file; null where that is not said
public record DefineLocation(
        Location location,
        Zone zone,
        @Nullable BigDecimal minCelsius,
        @Nullable BigDecimal maxCelsius,
        @Nullable Integer capacity,
        @Nullable Gln gln,
        @Nullable Seen seen)
        implements Command {
    /// By who does not say what they saw.
    public DefineLocation(
            Location location,
            Zone zone,
            @Nullable BigDecimal minCelsius,
            @Nullable BigDecimal maxCelsius,
            @Nullable Integer capacity) {
        this(location, zone, minCelsius, maxCelsius, capacity, null, null);
    }

    /// The file that it asks for.
    public LocationDefined file() {
        return new LocationDefined(location, zone, minCelsius, maxCelsius, capacity, gln);
    }
}
