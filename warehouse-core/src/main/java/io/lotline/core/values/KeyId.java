package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An API key; also the name of its holder in the log. `[A-Za-z0-9._-]{1,64}`, chosen by the
/// client.
public record KeyId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KeyId {
        Text.identifier("key id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
