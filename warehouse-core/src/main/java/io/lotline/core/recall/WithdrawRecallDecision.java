package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallWithdrawn;
import io.lotline.core.events.RecallState;

/// A recall that goes on can be withdrawn, which frees its goods; withdrawn again for the same
/// reason, it is so already. One that was closed was no mistake: what is still here is released or
/// destroyed. One that the authority ordered is withdrawn by the authority.
public final class WithdrawRecallDecision implements Decision<WithdrawRecall> {

    @Override
    public Class<WithdrawRecall> commandType() {
        return WithdrawRecall.class;
    }

    @Override
    public Outcome decide(WithdrawRecall command, Books books) {
        return books.open(Recall.BOOK, command.recall())
                .freeing(
                        command.recall(),
                        RecallState.OPEN,
                        RecallState.WITHDRAWN,
                        command.reason(),
                        command.byAuthority(),
                        started ->
                                new RecallWithdrawn(
                                        command.recall(),
                                        started.di(),
                                        started.lots(),
                                        started.serials(),
                                        command.reason()));
    }
}
