package io.lotline.core.access;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.events.WarehouseEvent;

/// A look-up is recorded whatever happened before: there is nothing to know and nothing to refuse.
public final class RecordLookUpDecision
        implements Decision<RecordLookUp, RecordLookUpDecision.Nothing> {

    /// What the rule needs to know.
    public record Nothing() {}

    @Override
    public Class<RecordLookUp> commandType() {
        return RecordLookUp.class;
    }

    @Override
    public Criteria boundary(RecordLookUp command) {
        return Criteria.NOTHING;
    }

    @Override
    public Nothing initial(RecordLookUp command) {
        return new Nothing();
    }

    @Override
    public Nothing evolve(Nothing state, WarehouseEvent event) {
        return state;
    }

    @Override
    public Outcome decide(RecordLookUp command, Nothing state) {
        return Outcome.accepted(new LookedUp(command.key(), command.path(), command.query()));
    }
}
