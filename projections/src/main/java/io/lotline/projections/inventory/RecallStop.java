package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a recall stops. Its goods stay stopped after it was closed.
///
/// @param closed when it was closed, null while it is open
public record RecallStop(
        RecallId recallId,
        int level,
        Di di,
        Set<LotNumber> lots,
        Set<SerialNumber> serials,
        String reason,
        boolean ordered,
        Instant since,
        @Nullable Instant closed) {

    public RecallStop {
        lots = Set.copyOf(lots);
        serials = Set.copyOf(serials);
    }

    /// Whether a recall goes on.
    public enum State {
        OPEN,
        CLOSED
    }

    /// Stored for the index.
    @JsonProperty("state")
    public State state() {
        return closed == null ? State.OPEN : State.CLOSED;
    }

    /// Stored for the index: the tags of the goods that are named.
    @JsonProperty("anchors")
    List<String> anchors() {
        List<String> anchors = new ArrayList<>(lots.size() + serials.size());
        lots.forEach(lot -> anchors.add(StopScope.anchor(di, lot, null)));
        serials.forEach(serial -> anchors.add(StopScope.anchor(di, null, serial)));
        return anchors;
    }

    RecallStarted event() {
        return new RecallStarted(recallId, level, di, lots, serials, reason, ordered);
    }

    RecallStop closedAt(Instant at) {
        return new RecallStop(recallId, level, di, lots, serials, reason, ordered, since, at);
    }
}
