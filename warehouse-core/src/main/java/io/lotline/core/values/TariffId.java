package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A tariff. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record TariffId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TariffId {
        Text.identifier("tariff id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
