package io.lotline.core.routing;

import io.lotline.core.values.TemperatureClass;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be brought, and with what. Times are seconds of the day on which all of it happens.
///
/// @param depot          where all trucks begin and end
/// @param departure      when they leave
/// @param secondsPerStop how long a stop takes
/// @param metersPerHour  how fast trucks drive
public record RoutingProblem(
        Spot depot,
        int departure,
        int secondsPerStop,
        int metersPerHour,
        List<Truck> trucks,
        List<Freight> freight) {
    public RoutingProblem {
        trucks = List.copyOf(trucks);
        freight = List.copyOf(freight);
    }

    /// A truck with its driver.
    ///
    /// @param litres     how much it holds; null for no limit
    /// @param kilograms  the same by weight
    /// @param pieces     the same by number
    /// @param seconds    for how long its driver may be away
    /// @param left       whether it is on its way: nothing more goes onto it
    public record Truck(
            String id,
            @Nullable Integer litres,
            @Nullable Integer kilograms,
            @Nullable Integer pieces,
            Set<TemperatureClass> temperatures,
            int seconds,
            boolean left) {
        public Truck {
            temperatures = Set.copyOf(temperatures);
        }
    }

    /// What an order brings to its consignee.
    ///
    /// @param windows      when the consignee receives goods; empty for always
    /// @param litres       null where that is not known
    /// @param kilograms    the same
    /// @param temperatures all at which its goods are kept
    /// @param truck        on which it is already and stays; null for none
    public record Freight(
            String order,
            String consignee,
            Spot spot,
            List<Window> windows,
            int pieces,
            @Nullable Integer litres,
            @Nullable Integer kilograms,
            Set<TemperatureClass> temperatures,
            @Nullable String truck) {
        public Freight {
            windows = List.copyOf(windows);
            temperatures = Set.copyOf(temperatures);
        }
    }

    /// A time of the day, both ends included.
    public record Window(int from, int to) {}
}
