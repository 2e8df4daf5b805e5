package io.lotline.core.recall;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallReleased;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallEvent.RecallWithdrawn;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.RecallId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the rules of recalls know of one recall. It ends once, in one way.
///
/// @param started    null for a recall that never was
/// @param why     why it ended, where that was said
record Recall(@Nullable RecallStarted started, RecallState state, @Nullable String why) {

    static final Book<RecallId, Recall> BOOK =
            Book.named("recall", 5, RecallId.class, Recall.class)
                    .ruled(
                            recall -> Boundaries.of(Tags.recall(recall)).types(Boundaries.RECALLS),
                            _ -> new Recall(null, RecallState.OPEN, null),
                            (_, recall, event) -> recall.after(event))
                    .sized(Recall::size);

    /// Frees the goods, which is possible out of one state only; freed so for the same reason, they
    /// are so already, and another reason would be lost. What the authority ordered, the authority
    /// frees.
    Outcome freeing(
            RecallId id,
            RecallState from,
            RecallState freed,
            String reason,
            boolean byAuthority,
            Function<RecallStarted, RecallEvent> event) {
        if (started == null) {
            return Outcome.rejected(new RecallRejection.UnknownRecall(id));
        }
        if (state == freed && reason.equals(why)) {
            return Outcome.accepted();
        }
        if (state != from) {
            return Outcome.rejected(
                    state == RecallState.OPEN
                            ? new RecallRejection.RecallOpen(id)
                            : new RecallRejection.RecallEnded(id, state));
        }
        return started.ordered() && !byAuthority
                ? Outcome.rejected(new RecallRejection.RecallOrdered(id))
                : Outcome.accepted(event.apply(started));
    }

    private Recall after(WarehouseEvent event) {
        return switch (event) {
            case RecallStarted now -> new Recall(now, RecallState.OPEN, null);
            case RecallWithdrawn now -> new Recall(started, RecallState.WITHDRAWN, now.reason());
            case RecallReleased now -> new Recall(started, RecallState.RELEASED, now.reason());
            case RecallClosed now -> new Recall(started, RecallState.CLOSED, now.explanation());
            case RecallEvent next -> new Recall(started, RecallState.after(next.stop()), why);
            case MasterDataEvent _, InboundEvent _, InventoryEvent _ -> this;
            case DistributionEvent _,
                    AccessEvent _,
                    CorrectionEvent _,
                    WorkEvent _,
                    ChargingEvent _,
                    UnitEvent _ ->
                    this;
        };
    }

    private int size() {
        return started == null ? 1 : started.lots().size() + started.serials().size();
    }
}
