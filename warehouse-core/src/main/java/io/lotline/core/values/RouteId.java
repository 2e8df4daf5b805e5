package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A round of vehicles on a day. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record RouteId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RouteId {
        Text.identifier("route id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
