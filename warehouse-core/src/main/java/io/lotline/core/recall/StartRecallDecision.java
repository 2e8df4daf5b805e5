package io.lotline.core.recall;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.SharedRejection;

/// Any lot or serial of a known device can be recalled, also what has not come in yet. A recall is
/// never changed: the same again changes nothing.
public final class StartRecallDecision
        implements FoldedDecision<StartRecall, StartRecallDecision.State> {

    /// The recall so far, and the device that it names.
    public record State(Recall recall, Devices devices) {}

    @Override
    public Class<StartRecall> commandType() {
        return StartRecall.class;
    }

    @Override
    public Criteria boundary(StartRecall command) {
        return Criteria.of(Recall.boundary(command.recall()), Boundaries.device(command.di()));
    }

    @Override
    public State initial(StartRecall command) {
        return new State(Recall.unknown(command.recall()), Devices.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(state.recall().evolve(event), state.devices().evolve(event));
    }

    @Override
    public Outcome decide(StartRecall command, State state) {
        RecallStarted started =
                new RecallStarted(
                        command.recall(),
                        command.level(),
                        command.di(),
                        command.lots(),
                        command.serials(),
                        command.reason(),
                        command.ordered());
        if (started.equals(state.recall().started())) {
            return Outcome.accepted();
        }
        if (state.recall().started() != null) {
            return Outcome.rejected(new DocumentExists("recall", command.recall().value()));
        }
        if (!state.devices().files().containsKey(command.di())) {
            return Outcome.rejected(new SharedRejection.UnknownDevice(command.di()));
        }
        return Outcome.accepted(started);
    }
}
