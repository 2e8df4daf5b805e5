package io.lotline.core.routing;

import io.lotline.core.values.Breach;
import io.lotline.core.values.UnplannedWhy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who brings what, in which order, and why.
///
/// @param stops     of every truck in their order, truck by truck
/// @param unplanned what no truck brings
/// @param meters    how far all trucks drive
public record RoutingPlan(List<Stop> stops, List<Left> unplanned, long meters) {
    public RoutingPlan {
        stops = List.copyOf(stops);
        unplanned = List.copyOf(unplanned);
    }

    /// A stop.
    ///
    /// @param sequence which one of its truck, counted from 1
    /// @param arrival  the second of the day at which handing over begins: the consignee is there
    /// @param meters   how much shorter its truck's tour would be without it
    /// @param others   what it would mean for other trucks, those that come nearest first
    /// @param breaks   what it breaks: nothing, unless a person wants it so or it was so already
    public record Stop(
            String truck,
            int sequence,
            String consignee,
            int arrival,
            List<String> orders,
            long meters,
            List<Other> others,
            List<Breach> breaks) {
        public Stop {
            orders = List.copyOf(orders);
            others = List.copyOf(others);
            breaks = List.copyOf(breaks);
        }
    }

    /// What it would mean if another truck went there.
    ///
    /// @param meters how much longer its tour would be; null where it cannot
    /// @param breaks why it cannot; null where it can
    public record Other(String truck, @Nullable Long meters, @Nullable Breach breaks) {}

    /// An order that no truck brings.
    ///
    /// @param others what each truck would break
    public record Left(String order, UnplannedWhy why, List<Other> others) {
        public Left {
            others = List.copyOf(others);
        }
    }
}
