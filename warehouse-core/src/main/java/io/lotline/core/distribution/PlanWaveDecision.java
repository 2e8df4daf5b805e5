package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.DocumentExists;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts known orders of one warehouse together to be picked in one go.
public final class PlanWaveDecision implements FoldedDecision<PlanWave, PlanWaveDecision.State> {

    @Override
    public Class<PlanWave> commandType() {
        return PlanWave.class;
    }

    @Override
    public Criteria boundary(PlanWave command) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.of(Tags.wave(command.wave())).types(WavePlanned.class));
        parts.addAll(Orders.placed(command.orders()));
        return Boundaries.any(parts);
    }

    @Override
    public State initial(PlanWave command) {
        return new State(null, Orders.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(
                event instanceof WavePlanned planned ? planned : state.planned(),
                state.orders().evolve(event));
    }

    @Override
    public Outcome decide(PlanWave command, State state) {
        if (state.planned() != null) {
            return state.planned().orders().equals(command.orders())
                    ? Outcome.accepted()
                    : Outcome.rejected(new DocumentExists("wave", command.wave().value()));
        }
        Rejection refusal = state.orders().refusal("wave", command.orders());
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        OrderPlaced first = state.orders().get(command.orders().getFirst());
        return Outcome.accepted(
                new WavePlanned(command.wave(), first.warehouse(), command.orders()));
    }

    /// What is known of the wave and its orders.
    public record State(@Nullable WavePlanned planned, Orders orders) {}
}
