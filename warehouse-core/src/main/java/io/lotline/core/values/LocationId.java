package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A storage location (bin) inside one warehouse. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record LocationId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocationId {
        Text.identifier("location id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
