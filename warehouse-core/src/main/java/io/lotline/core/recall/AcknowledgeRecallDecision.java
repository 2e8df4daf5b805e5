package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.WorkEvent.RecallAcknowledged;
import io.lotline.core.recall.Consigned.Handed;

/// A consignee speaks of goods that were delivered to it: of no more than that, and of no more ends
/// than it has pieces. The same again changes nothing; something else takes the place of what it
/// said before. After a withdrawal there is nothing to say; a closed recall still has goods out.
public final class AcknowledgeRecallDecision implements Decision<AcknowledgeRecall> {

    @Override
    public Class<AcknowledgeRecall> commandType() {
        return AcknowledgeRecall.class;
    }

    @Override
    public Outcome decide(AcknowledgeRecall command, Books books) {
        Recall recall = books.open(Recall.BOOK, command.recall());
        RecallStarted started = recall.started();
        if (started == null) {
            return Outcome.rejected(new RecallRejection.UnknownRecall(command.recall()));
        }
        if (recall.state() == RecallState.WITHDRAWN) {
            return Outcome.rejected(
                    new RecallRejection.RecallEnded(command.recall(), recall.state()));
        }
        Handed handed = Consigned.of(books, started, command.consignee());
        if (handed.delivered() == 0) {
            return Outcome.rejected(
                    new RecallRejection.NothingDelivered(command.recall(), command.consignee()));
        }
        int quantity = command.quantity() == null ? handed.delivered() : command.quantity();
        long ends = (long) command.used() + command.destroyed() + command.returned();
        int there = handed.delivered() - handed.back();
        if (quantity > handed.delivered()
                || ends > quantity
                || (long) command.used() + command.destroyed() > there) {
            return Outcome.rejected(
                    new RecallRejection.MoreThanDelivered(
                            command.recall(),
                            command.consignee(),
                            handed.delivered(),
                            handed.back(),
                            quantity,
                            ends));
        }
        RecallAcknowledged said =
                new RecallAcknowledged(
                        command.recall(),
                        command.consignee(),
                        quantity,
                        command.used(),
                        command.destroyed(),
                        command.returned());
        RecallAcknowledged before =
                books.open(Acknowledgements.BOOK, command.recall()).last().get(command.consignee());
        return said.equals(before) ? Outcome.accepted() : Outcome.accepted(said);
    }
}
