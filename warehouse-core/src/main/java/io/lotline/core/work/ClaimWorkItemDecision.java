package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.WorkEvent.WorkItemClaimed;

/// One person sees to an open item at a time; whoever supervises may take it over. Claimed again by
/// the same, it is so already.
public final class ClaimWorkItemDecision implements Decision<ClaimWorkItem> {

    @Override
    public Class<ClaimWorkItem> commandType() {
        return ClaimWorkItem.class;
    }

    @Override
    public Outcome decide(ClaimWorkItem command, Books books) {
        WorkFile file = books.open(WorkFile.BOOK, command.item().subject());
        Rejection refusal = command.caller().refusal(command.item(), file);
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return command.caller().key().equals(file.claimedBy())
                ? Outcome.accepted()
                : Outcome.accepted(new WorkItemClaimed(command.item(), command.caller().key()));
    }
}
