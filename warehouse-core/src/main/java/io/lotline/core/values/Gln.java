package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The global location number of a party or a place (GS1): 13 digits, the last one the check digit
/// of the GS1 General Specifications.
public record Gln(@JsonValue String value) implements Comparable<Gln> {
    private static final int DIGITS = 13;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Gln {
        boolean wellFormed = value.length() == DIGITS;
        int sum = 0;
        for (int i = 0; wellFormed && i < DIGITS; i++) {
            int digit = value.charAt(i) - '0';
            wellFormed = digit >= 0 && digit <= 9;
            sum += i % 2 == 0 ? digit : 3 * digit;
        }
        if (!wellFormed || sum % 10 != 0) {
            throw new MalformedValue(
                    "GLN",
                    "'%s' is no GLN: it has 13 digits, the last one the GS1 check digit."
                            .formatted(Text.shown(value)));
        }
    }

    @Override
    public int compareTo(Gln other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
