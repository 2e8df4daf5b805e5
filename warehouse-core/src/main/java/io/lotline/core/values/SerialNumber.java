package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A serial number, GS1 AI 21 or the like.
public record SerialNumber(@JsonValue String value) implements Comparable<SerialNumber> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SerialNumber {
        Text.printable("serial number", value, 60);
    }

    @Override
    public int compareTo(SerialNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
