package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A shipment. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record ShipmentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShipmentId {
        Text.identifier("shipment id", value);
    }

    /// That of one of a route's vehicles.
    ///
    /// @param number counted from 1
    public static ShipmentId of(RouteId route, int number) {
        return new ShipmentId(Text.numbered(route.value(), number));
    }

    @Override
    public String toString() {
        return value;
    }
}
