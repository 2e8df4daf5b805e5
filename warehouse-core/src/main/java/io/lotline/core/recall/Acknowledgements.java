package io.lotline.core.recall;

import io.lotline.core.decision.Book;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.RecallAcknowledged;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.RecallId;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What each consignee said of a recall last.
record Acknowledgements(PMap<EnterpriseId, RecallAcknowledged> last) {

    static final Book<RecallId, Acknowledgements> BOOK =
            Book.named("acknowledgements", 1, RecallId.class, Acknowledgements.class)
                    .ruled(
                            recall ->
                                    Boundaries.of(Tags.recall(recall))
                                            .types(RecallAcknowledged.class),
                            _ -> new Acknowledgements(HashTreePMap.empty()),
                            (_, all, event) -> all.after(event))
                    .sized(all -> 1 + all.last().size());

    private Acknowledgements after(WarehouseEvent event) {
        return event instanceof RecallAcknowledged said
                ? new Acknowledgements(last.plus(said.consignee(), said))
                : this;
    }
}
