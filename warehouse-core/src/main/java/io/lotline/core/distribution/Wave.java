package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.WaveId;
import org.jspecify.annotations.Nullable;

/// A wave as it was planned.
///
/// @param planned null for a wave that was never planned
record Wave(@Nullable WavePlanned planned) {
    static final Book<WaveId, Wave> BOOK =
            Book.named("wave", 1, WaveId.class, Wave.class)
                    .ruled(
                            wave -> Boundaries.of(Tags.wave(wave)).types(WavePlanned.class),
                            _ -> new Wave(null),
                            (_, before, event) ->
                                    event instanceof WavePlanned planned
                                            ? new Wave(planned)
                                            : before);
}
