package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An inbound notice (advance shipping notice). `[A-Za-z0-9._-]{1,64}`, chosen by the client.
public record NoticeId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NoticeId {
        Text.identifier("notice id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
