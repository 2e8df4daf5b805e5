package io.lotline.api.scan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a handheld is doing.
enum Task {
    RECEIVE,
    PUTAWAY,
    MOVE,
    PICK,
    CHECK,
    PACK,
    LOAD,
    UNLOAD,
    COUNT,
    RETURN;

    /// Whether it takes the goods somewhere else than to where they are.
    boolean takesToLocation() {
        return this == PUTAWAY || this == MOVE;
    }

    /// Whether it puts the goods into a logistic unit.
    boolean takesContainer() {
        return this == PACK;
    }

    /// Whether it is about goods of a bin, where several owners can have the same.
    boolean takesOwner() {
        return this == PUTAWAY || this == MOVE || this == COUNT;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
