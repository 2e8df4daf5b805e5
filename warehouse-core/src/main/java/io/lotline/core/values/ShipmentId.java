package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A shipment. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record ShipmentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShipmentId {
        Text.identifier("shipment id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
