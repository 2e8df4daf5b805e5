package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.WorkEvent.WorkItemReleased;

/// Who sees to an item gives it back; whoever supervises may do so for another. What nobody sees to
/// is free already.
public final class ReleaseWorkItemDecision implements Decision<ReleaseWorkItem> {

    @Override
    public Class<ReleaseWorkItem> commandType() {
        return ReleaseWorkItem.class;
    }

    @Override
    public Outcome decide(ReleaseWorkItem command, Books books) {
        WorkFile file = books.open(WorkFile.BOOK, command.item().subject());
        Rejection refusal = command.caller().refusal(command.item(), file);
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return file.claimedBy() == null
                ? Outcome.accepted()
                : Outcome.accepted(new WorkItemReleased(command.item(), command.caller().key()));
    }
}
