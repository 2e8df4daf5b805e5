package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;

/// A recall is closed once every piece of it is accounted for: it lies in the warehouse, where it
/// is stopped, went back to its supplier, is destroyed or booked as lost, or its consignee said
/// that it used or destroyed it. Where pieces are still picked, on a vehicle or with a consignee,
/// closing it takes an explanation. Closed again, it is so already; another explanation would be
/// lost.
public final class CloseRecallDecision implements Decision<CloseRecall> {

    @Override
    public Class<CloseRecall> commandType() {
        return CloseRecall.class;
    }

    @Override
    public Outcome decide(CloseRecall command, Books books) {
        Recall recall = books.open(Recall.BOOK, command.recall());
        RecallStarted started = recall.started();
        if (started == null) {
            return Outcome.rejected(new RecallRejection.UnknownRecall(command.recall()));
        }
        if (recall.state() == RecallState.CLOSED
                && (command.explanation() == null || command.explanation().equals(recall.why()))) {
            return Outcome.accepted();
        }
        if (recall.state() != RecallState.OPEN) {
            return Outcome.rejected(
                    new RecallRejection.RecallEnded(command.recall(), recall.state()));
        }
        Unaccounted unaccounted = Unaccounted.of(books, started);
        return unaccounted.isNone() || command.explanation() != null
                ? Outcome.accepted(
                        new RecallClosed(
                                command.recall(),
                                started.di(),
                                started.lots(),
                                started.serials(),
                                command.explanation()))
                : Outcome.rejected(unaccounted.refusal(command.recall()));
    }
}
