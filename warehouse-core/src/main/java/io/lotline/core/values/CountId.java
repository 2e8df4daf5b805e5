package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A stock count. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record CountId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CountId {
        Text.identifier("count id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
