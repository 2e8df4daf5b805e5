package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What work is about, such as one label in one task for one document: the same again is the same
/// work, as long as that is open. `[A-Za-z0-9._-]{1,100}`.
public record WorkSubject(@JsonValue String value) {
    private static final int LONGEST = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkSubject {
        Text.identifier("work subject", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
