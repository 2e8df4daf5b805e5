package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A device identifier (UDI-DI): a GTIN-14, or the identifier of another issuing agency (HIBC, MA,
/// ICCBBA).
public record Di(@JsonValue String value) implements Comparable<Di> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Di {
        Text.printable("device identifier", value, 64);
        if (value.indexOf(' ') >= 0) {
            throw new MalformedValue(
                    "device identifier",
                    "'%s' is no device identifier: it has no spaces.".formatted(Text.shown(value)));
        }
    }

    @Override
    public int compareTo(Di other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
