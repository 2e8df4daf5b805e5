package io.lotline.core.inventory;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.SharedRejection;

/// Any stock of a known device can be stopped, also what has not come in yet. A hold is never
/// changed: the same again changes nothing.
public final class HoldStockDecision implements FoldedDecision<HoldStock, HoldStockDecision.State> {

    /// The hold so far, and the device that it names.
    public record State(Hold hold, Devices devices) {}

    @Override
    public Class<HoldStock> commandType() {
        return HoldStock.class;
    }

    @Override
    public Criteria boundary(HoldStock command) {
        return Criteria.of(Hold.boundary(command.hold()), Boundaries.device(command.scope().di()));
    }

    @Override
    public State initial(HoldStock command) {
        return new State(Hold.unknown(command.hold()), Devices.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(state.hold().evolve(event), state.devices().evolve(event));
    }

    @Override
    public Outcome decide(HoldStock command, State state) {
        StockHeld held = new StockHeld(command.hold(), command.scope(), command.reason());
        if (held.equals(state.hold().held())) {
            return Outcome.accepted();
        }
        if (state.hold().held() != null) {
            return Outcome.rejected(new DocumentExists("hold", command.hold().value()));
        }
        if (!state.devices().files().containsKey(command.scope().di())) {
            return Outcome.rejected(new SharedRejection.UnknownDevice(command.scope().di()));
        }
        return Outcome.accepted(held);
    }
}
