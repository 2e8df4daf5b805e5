package io.lotline.core.correction;

import io.lotline.core.decision.Book;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CorrectionId;
import org.jspecify.annotations.Nullable;

/// A correction: that of an id, or that of an event.
///
/// @param corrected null where there is none
record CorrectionFile(@Nullable EventCorrected corrected) {
    private static final CorrectionFile NONE = new CorrectionFile(null);

    static final Book<CorrectionId, CorrectionFile> BY_ID =
            Book.named("correction", 1, CorrectionId.class, CorrectionFile.class)
                    .ruled(
                            id -> Boundaries.of(Tags.correction(id)).types(EventCorrected.class),
                            _ -> NONE,
                            (_, file, event) -> file.after(event));

    static final Book<At, CorrectionFile> BY_POSITION =
            Book.named("correction-of", 1, At.class, CorrectionFile.class)
                    .ruled(
                            at ->
                                    Boundaries.of(Tags.corrected(at.position()))
                                            .types(EventCorrected.class),
                            _ -> NONE,
                            (_, file, event) -> file.after(event));

    /// The position of an event.
    record At(long position) {}

    private CorrectionFile after(WarehouseEvent event) {
        return corrected == null && event instanceof EventCorrected now
                ? new CorrectionFile(now)
                : this;
    }
}
