package io.lotline.core.events;

import java.util.Locale;

/// What is done to goods, in the words of GS1's Core Business Vocabulary (CBV 2.0).
public enum BizStep {
    RECEIVING,
    INSPECTING,
    STORING,
    STOCKING,
    CYCLE_COUNTING,
    HOLDING,
    PICKING,
    STAGING_OUTBOUND,
    PACKING,
    UNPACKING,
    LOADING,
    UNLOADING,
    SHIPPING,
    DESTROYING,
    OTHER;

    /// The CBV's spelling.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
