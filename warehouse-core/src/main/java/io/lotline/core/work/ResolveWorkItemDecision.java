package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;

/// An open item is resolved once, by who sees to it, or by anybody where nobody does. Goods that
/// lie between bins are put back by scans, which ends their item: nobody says so.
public final class ResolveWorkItemDecision implements Decision<ResolveWorkItem> {

    @Override
    public Class<ResolveWorkItem> commandType() {
        return ResolveWorkItem.class;
    }

    @Override
    public Outcome decide(ResolveWorkItem command, Books books) {
        WorkFile file = books.open(WorkFile.BOOK, command.item().subject());
        Rejection refusal = command.caller().refusal(command.item(), file);
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        if (!command.how().isSaid()) {
            return Outcome.rejected(
                    new WorkRejection.OutcomeNotSaid(command.item(), command.how()));
        }
        if (file.kind() == WorkKind.PUT_BACK) {
            return Outcome.rejected(new WorkRejection.StillToPutBack(command.item(), file.left()));
        }
        if (command.how() == WorkOutcome.DISMISSED && command.note() == null) {
            return Outcome.rejected(new WorkRejection.NoteNeeded(command.item(), command.how()));
        }
        return Outcome.accepted(
                new WorkItemResolved(
                        command.item(),
                        command.how(),
                        command.note(),
                        command.caller().key(),
                        null));
    }
}
