package io.lotline.core.inventory;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.WarehouseEvent;

/// A hold is released once; released again, it is so already.
public final class ReleaseHoldDecision implements FoldedDecision<ReleaseHold, Hold> {

    @Override
    public Class<ReleaseHold> commandType() {
        return ReleaseHold.class;
    }

    @Override
    public Criteria boundary(ReleaseHold command) {
        return Criteria.of(Hold.boundary(command.hold()));
    }

    @Override
    public Hold initial(ReleaseHold command) {
        return Hold.unknown(command.hold());
    }

    @Override
    public Hold evolve(Hold state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(ReleaseHold command, Hold state) {
        StockHeld held = state.held();
        if (held == null) {
            return Outcome.rejected(new HoldRejection.UnknownHold(command.hold()));
        }
        return state.released()
                ? Outcome.accepted()
                : Outcome.accepted(new HoldReleased(command.hold(), held.scope()));
    }
}
