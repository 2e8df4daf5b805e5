package io.lotline.core.recall;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What recall brings.
public final class RecallFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(
                new StartRecallDecision(),
                new CloseRecallDecision(),
                new WithdrawRecallDecision(),
                new ReleaseRecallDecision(),
                new AcknowledgeRecallDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(Recall.BOOK, Consigned.BOOK, Acknowledgements.BOOK);
    }
}
