package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.projections.engine.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the waves, by wave id.
public final class WavesView implements View<Wave> {
    public static final String NAME = "waves";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Wave> documentType() {
        return Wave.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof WavePlanned planned
                ? Set.of(planned.wave().value())
                : Set.of();
    }

    @Override
    public @Nullable Wave fold(@Nullable Wave before, Recorded recorded, String key) {
        return recorded.event() instanceof WavePlanned planned
                ? new Wave(planned.wave(), planned.warehouse(), planned.orders(), recorded.at())
                : before;
    }
}
