package io.lotline.core.rules;

import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;

/// How many pieces lie in a location.
public record Occupancy(long pieces) {
    static final Occupancy NONE = new Occupancy(0);

    static Occupancy after(Location location, Occupancy before, WarehouseEvent event) {
        Place here = Place.location(location);
        long sum = before.pieces();
        for (Movement movement : event.movements()) {
            sum += movement.to().equals(here) ? movement.quantity() : 0;
            sum -= movement.from().equals(here) ? movement.quantity() : 0;
        }
        return sum == before.pieces() ? before : new Occupancy(sum);
    }
}
