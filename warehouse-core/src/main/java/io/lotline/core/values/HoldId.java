package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A hold on stock. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record HoldId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldId {
        Text.identifier("hold id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
