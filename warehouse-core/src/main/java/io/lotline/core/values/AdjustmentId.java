package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An adjustment of stock. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record AdjustmentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AdjustmentId {
        Text.identifier("adjustment id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
