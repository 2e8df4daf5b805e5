package io.lotline.core.recall;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.RecallId;
import org.jspecify.annotations.Nullable;

/// What the rules of recalls know of one recall.
///
/// @param started null for a recall that never was
record Recall(@Nullable RecallStarted started, boolean closed) {

    static final Book<RecallId, Recall> BOOK =
            Book.named("recall", 1, RecallId.class, Recall.class)
                    .ruled(
                            recall ->
                                    Boundaries.of(Tags.recall(recall))
                                            .types(Boundaries.RECALLS),
                            _ -> new Recall(null, false),
                            (_, recall, event) -> recall.after(event))
                    .sized(Recall::size);

    private Recall after(WarehouseEvent event) {
        return switch (event) {
            case RecallStarted now -> new Recall(now, closed);
            case RecallClosed _ -> new Recall(started, true);
            case MasterDataEvent _, InboundEvent _, InventoryEvent _ -> this;
            case DistributionEvent _, AccessEvent _ -> this;
        };
    }

    private int size() {
        return started == null ? 1 : started.lots().size() + started.serials().size();
    }
}
