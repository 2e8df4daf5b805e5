package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The handling of goods that a tariff can have a price for.
public enum HandlingStep {
    RECEIVING,
    INSPECTING,
    PUTAWAY,
    PICKING,
    PACKING,
    LOADING,
    /// goods that come back
    RETURN;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
