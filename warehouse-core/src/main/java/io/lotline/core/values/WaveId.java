package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A wave: orders picked together. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record WaveId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WaveId {
        Text.identifier("wave id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
