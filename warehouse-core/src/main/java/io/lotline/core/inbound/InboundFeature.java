package io.lotline.core.inbound;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What inbound brings.
public final class InboundFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(
                new FileInboundNoticeDecision(),
                new ReceiveGoodsDecision(),
                new ReceiveUnitDecision(),
                new InspectGoodsDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(Receipts.BOOK, Waiting.BOOK);
    }
}
