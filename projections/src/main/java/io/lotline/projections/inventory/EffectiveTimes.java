package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When events happened, one after the other: by the time of the scan, else of the record, and
/// never before the goods came to where the event found them.
///
/// A handheld's clock may be behind the server's; without this, goods would leave a place before
/// they came to it, and be at two places until then.
final class EffectiveTimes {
    private final Map<Arrival, Instant> arrivals = new HashMap<>();

    /// Goods of one quality status at one place.
    private record Arrival(
            StockItem item, @Nullable SerialNumber serial, Place place, QualityStatus status) {
        static Arrival source(Movement m) {
            return new Arrival(m.item(), m.serial(), m.from(), m.fromStatus());
        }

        static Arrival target(Movement m) {
            return new Arrival(m.item(), m.serial(), m.to(), m.toStatus());
        }
    }

    /// Of the next event.
    Instant of(Recorded recorded) {
        Instant at = StockAsOf.happenedAt(recorded);
        if (recorded.event() instanceof EventCorrected) {
            // what is undone never was: other goods that came since do not matter
            return at;
        }
        for (Movement m : recorded.event().movements()) {
            Instant came = arrivals.get(Arrival.source(m));
            at = came != null && came.isAfter(at) ? came : at;
        }
        for (Movement m : recorded.event().movements()) {
            arrivals.merge(Arrival.target(m), at, (one, other) -> one.isAfter(other) ? one : other);
        }
        return at;
    }
}
