package io.lotline.core.axon;

import io.lotline.core.decision.Decision;
import java.util.List;

/// Every decision of every feature.
public final class Decisions {
    private Decisions() {}

    public static List<Decision<?, ?>> all() {
        return List.of();
    }
}
