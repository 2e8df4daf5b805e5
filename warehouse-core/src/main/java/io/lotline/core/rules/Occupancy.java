package io.lotline.core.rules;

import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// How many pieces lie in a location.
///
/// @param devices how many of each device
public record Occupancy(long pieces, PMap<Di, Long> devices) {
    static final Occupancy NONE = new Occupancy(0, HashTreePMap.empty());

    static Occupancy after(Location location, Occupancy before, WarehouseEvent event) {
        Place here = Place.location(location);
        Occupancy now = before;
        for (Movement movement : event.movements()) {
            long change = movement.to().equals(here) ? movement.quantity() : 0;
            change -= movement.from().equals(here) ? movement.quantity() : 0;
            now = change == 0 ? now : now.plus(movement.item().di(), change);
        }
        return now;
    }

    private Occupancy plus(Di di, long change) {
        long sum = devices.getOrDefault(di, 0L) + change;
        return new Occupancy(
                pieces + change, sum == 0 ? devices.minus(di) : devices.plus(di, sum));
    }
}
