package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A hold on stock. `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record HoldId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldId {
        Text.identifier("hold id", value);
    }

    /// That of a piece of an adjustment which waits for its decision.
    ///
    /// @param piece counted from 1
    public static HoldId of(AdjustmentId adjustment, int piece) {
        return new HoldId(Text.numbered("adj-" + adjustment.value(), piece));
    }

    @Override
    public String toString() {
        return value;
    }
}
