package io.lotline.projections.correction;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the corrections, by correction id.
public final class CorrectionsView implements View<Correction> {
    public static final String NAME = "corrections";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Correction> documentType() {
        return Correction.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("owner", "_id"),
                List.of("di", "_id"),
                List.of("lot", "_id"),
                List.of("warehouse", "_id"),
                List.of("kind", "_id"),
                List.of("corrects", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof EventCorrected corrected
                ? Set.of(corrected.correction().value())
                : Set.of();
    }

    @Override
    public @Nullable Correction fold(@Nullable Correction before, Recorded recorded, String key) {
        return recorded.event() instanceof EventCorrected corrected
                ? Correction.of(recorded, corrected)
                : before;
    }
}
