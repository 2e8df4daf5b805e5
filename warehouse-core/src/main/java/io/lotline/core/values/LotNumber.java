package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A production lot (batch) number, GS1 AI 10 or the like.
public record LotNumber(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LotNumber {
        Text.printable("lot number", value, 60);
    }

    @Override
    public String toString() {
        return value;
    }
}
