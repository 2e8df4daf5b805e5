package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An outbound order. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record OrderId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        Text.identifier("order id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
