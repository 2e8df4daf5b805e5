package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallReleased;
import io.lotline.core.events.RecallState;

/// The goods of a recall that was carried out are freed by quality staff with a reason; freed again
/// for the same one, they are so already. One that goes on is closed first, or withdrawn where it
/// was a mistake. What the authority ordered, the authority releases.
public final class ReleaseRecallDecision implements Decision<ReleaseRecall> {

    @Override
    public Class<ReleaseRecall> commandType() {
        return ReleaseRecall.class;
    }

    @Override
    public Outcome decide(ReleaseRecall command, Books books) {
        return books.open(Recall.BOOK, command.recall())
                .freeing(
                        command.recall(),
                        RecallState.CLOSED,
                        RecallState.RELEASED,
                        command.reason(),
                        command.byAuthority(),
                        started ->
                                new RecallReleased(
                                        command.recall(),
                                        started.di(),
                                        started.lots(),
                                        started.serials(),
                                        command.reason()));
    }
}
