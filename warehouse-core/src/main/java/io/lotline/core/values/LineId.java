package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A line of an order. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record LineId(@JsonValue String value) implements Comparable<LineId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LineId {
        Text.identifier("line id", value);
    }

    @Override
    public int compareTo(LineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
