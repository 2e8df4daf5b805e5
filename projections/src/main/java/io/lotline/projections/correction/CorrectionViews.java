package io.lotline.projections.correction;

import io.lotline.projections.store.ViewSet;

/// What corrections are answered from.
public record CorrectionViews(Corrections corrections) {
    public static CorrectionViews of(ViewSet views) {
        return new CorrectionViews(new Corrections(views.add(new CorrectionsView())));
    }
}
