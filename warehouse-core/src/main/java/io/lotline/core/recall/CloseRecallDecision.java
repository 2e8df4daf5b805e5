package io.lotline.core.recall;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WarehouseEvent;

/// A recall is closed once; closed again, it is so already.
public final class CloseRecallDecision implements FoldedDecision<CloseRecall, Recall> {

    @Override
    public Class<CloseRecall> commandType() {
        return CloseRecall.class;
    }

    @Override
    public Criteria boundary(CloseRecall command) {
        return Criteria.of(Recall.boundary(command.recall()));
    }

    @Override
    public Recall initial(CloseRecall command) {
        return Recall.unknown(command.recall());
    }

    @Override
    public Recall evolve(Recall state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(CloseRecall command, Recall state) {
        RecallStarted started = state.started();
        if (started == null) {
            return Outcome.rejected(new RecallRejection.UnknownRecall(command.recall()));
        }
        return state.closed()
                ? Outcome.accepted()
                : Outcome.accepted(
                        new RecallClosed(
                                command.recall(), started.di(), started.lots(), started.serials()));
    }
}
