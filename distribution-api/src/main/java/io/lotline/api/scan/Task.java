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

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
