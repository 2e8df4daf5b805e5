package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.Step;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a recall stops. Its goods stay stopped after it was closed, and are free after it was
/// withdrawn or they were released.
///
/// @param closed     when it was closed or withdrawn, null while it is open
/// @param withdrawal why it was withdrawn, null where it was not
/// @param release    why its goods were released after it was closed, null where they were not
public record RecallStop(
        RecallId recallId,
        int level,
        Di di,
        Set<LotNumber> lots,
        Set<SerialNumber> serials,
        String reason,
        boolean ordered,
        Instant since,
        @Nullable Instant closed,
        @Nullable String withdrawal,
        @Nullable String release) {

    public RecallStop {
        lots = Set.copyOf(lots);
        serials = Set.copyOf(serials);
    }

    /// Stored for the index.
    @JsonProperty("state")
    public RecallState state() {
        if (closed == null) {
            return RecallState.OPEN;
        }
        if (release != null) {
            return RecallState.RELEASED;
        }
        return withdrawal == null ? RecallState.CLOSED : RecallState.WITHDRAWN;
    }

    /// Stored for the index: the tags of the goods that are named.
    @JsonProperty("anchors")
    List<String> anchors() {
        List<String> anchors = new ArrayList<>(lots.size() + serials.size());
        lots.forEach(lot -> anchors.add(StopScope.anchor(di, lot, null)));
        serials.forEach(serial -> anchors.add(StopScope.anchor(di, null, serial)));
        return anchors;
    }

    /// Whether it was open at a time.
    boolean isOpen(Instant at) {
        return !since.isAfter(at) && (closed == null || closed.isAfter(at));
    }

    RecallStarted event() {
        return new RecallStarted(recallId, level, di, lots, serials, reason, ordered);
    }

    RecallStop after(Step step, Instant at) {
        if (step.stop() == null) {
            return this;
        }
        String why = Objects.requireNonNullElse(step.remark(), "");
        return switch (step.stop().effect()) {
            case STOPS -> this;
            case CLOSES -> ended(at, null, null);
            case FREES -> ended(at, why, null);
            case RELEASES -> ended(closed == null ? at : closed, null, why);
        };
    }

    private RecallStop ended(Instant at, @Nullable String withdrawn, @Nullable String released) {
        return new RecallStop(
                recallId, level, di, lots, serials, reason, ordered, since, at, withdrawn,
                released);
    }
}
