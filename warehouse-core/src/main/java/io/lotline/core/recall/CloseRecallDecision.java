package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallState;

/// A recall is closed once; closed again, it is so already.
public final class CloseRecallDecision implements Decision<CloseRecall> {

    @Override
    public Class<CloseRecall> commandType() {
        return CloseRecall.class;
    }

    @Override
    public Outcome decide(CloseRecall command, Books books) {
        return books.open(Recall.BOOK, command.recall())
                .ending(
                        command.recall(),
                        RecallState.CLOSED,
                        started ->
                                new RecallClosed(
                                        command.recall(),
                                        started.di(),
                                        started.lots(),
                                        started.serials()));
    }
}
