package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A vehicle of the fleet. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record VehicleId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VehicleId {
        Text.identifier("vehicle id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
