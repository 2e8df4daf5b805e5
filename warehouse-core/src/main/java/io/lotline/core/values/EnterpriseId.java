package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An enterprise of the park or one it trades with. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record EnterpriseId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnterpriseId {
        Text.identifier("enterprise id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
