package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A correction of something recorded. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record CorrectionId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CorrectionId {
        Text.identifier("correction id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
