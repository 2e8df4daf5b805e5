package io.lotline.projections.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What refusals are counted by.
public enum RefusalsBy {
    /// the problem's stable name
    CODE,
    /// the key of who scanned
    OPERATOR,
    HANDHELD,
    /// whose delivery it was, as its notice says
    SUPPLIER,
    /// the DI of the device
    DEVICE,
    /// the park's day
    DAY;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
