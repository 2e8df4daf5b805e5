package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The serial shipping container code of a logistic unit (GS1 AI 00): 18 digits, the last one the
/// check digit of the GS1 General Specifications.
public record Sscc(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sscc {
        boolean wellFormed = value.length() == 18;
        int sum = 0;
        for (int i = 0; wellFormed && i < 18; i++) {
            int digit = value.charAt(i) - '0';
            wellFormed = digit >= 0 && digit <= 9;
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        // the check digit itself stands at an odd index and so has weight 1: the whole sum is a ten
        if (!wellFormed || sum % 10 != 0) {
            throw new MalformedValue(
                    "SSCC",
                    "'%s' is no SSCC: it has 18 digits, the last one the GS1 check digit."
                            .formatted(Text.shown(value)));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
