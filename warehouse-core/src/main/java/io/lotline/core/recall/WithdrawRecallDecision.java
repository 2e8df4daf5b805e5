package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallEvent.RecallWithdrawn;
import io.lotline.core.events.RecallState;

/// A recall that goes on can be withdrawn, which frees its goods; withdrawn again for the
/// same reason, it is so already; another reason would be lost, and is refused. One that was
/// closed was no mistake: what came back is released by inspection. One that the authority ordered
/// is withdrawn by the authority.
public final class WithdrawRecallDecision implements Decision<WithdrawRecall> {

    @Override
    public Class<WithdrawRecall> commandType() {
        return WithdrawRecall.class;
    }

    @Override
    public Outcome decide(WithdrawRecall command, Books books) {
        Recall recall = books.open(Recall.BOOK, command.recall());
        RecallStarted begun = recall.started();
        if (begun != null
                && begun.ordered()
                && recall.state() == RecallState.OPEN
                && !command.byAuthority()) {
            return Outcome.rejected(new RecallRejection.RecallOrdered(command.recall()));
        }
        if (recall.state() == RecallState.WITHDRAWN && !command.reason().equals(recall.why())) {
            return Outcome.rejected(
                    new RecallRejection.RecallEnded(command.recall(), recall.state()));
        }
        return recall.ending(
                command.recall(),
                RecallState.WITHDRAWN,
                started ->
                        new RecallWithdrawn(
                                command.recall(),
                                started.di(),
                                started.lots(),
                                started.serials(),
                                command.reason()));
    }
}
