package io.lotline.core.inventory;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/// Why a location is not defined so.
public sealed interface LocationRejection extends Rejection {

    /// What lies there was put there because of its zone.
    record LocationInUse(Location location, Zone zone, Zone wanted, int quantity)
            implements LocationRejection {
        @Override
        public String message() {
            return "Location %s is in zone %s and holds %d pieces; it cannot become %s now.\nMaybe move its goods away first."
                    .formatted(location, zone, quantity, wanted);
        }
    }

    /// A location with such an id would be taken for another one.
    record LocationLooksAlike(Location location, List<Location> near) implements LocationRejection {
        public LocationLooksAlike {
            near = List.copyOf(near);
        }

        @Override
        public String message() {
            return "A location %s would be taken for %s.\nMaybe use an id that looks otherwise."
                    .formatted(
                            location,
                            near.stream()
                                    .map(Location::toString)
                                    .collect(Collectors.joining(", ")));
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// Goods lie there that need another temperature.
    ///
    /// @param count   of how many devices
    /// @param devices the first of these
    record GoodsNeedOtherTemperature(Location location, int count, List<Di> devices)
            implements LocationRejection {
        public GoodsNeedOtherTemperature {
            devices = List.copyOf(devices);
        }

        @Override
        public String message() {
            return "Goods of %d devices in location %s need another temperature: %s.\nMaybe move them away first."
                    .formatted(count, location, devices);
        }
    }

    record TemperatureRangeReversed(Location location, BigDecimal minCelsius, BigDecimal maxCelsius)
            implements LocationRejection {
        @Override
        public String message() {
            return "Location %s cannot be kept at %s to %s °C.\nMaybe the two temperatures were swapped."
                    .formatted(location, minCelsius.toPlainString(), maxCelsius.toPlainString());
        }
    }
}
