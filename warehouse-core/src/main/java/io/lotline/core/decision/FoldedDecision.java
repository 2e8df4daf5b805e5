package io.lotline.core.decision;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.WarehouseEvent;

/// A rule of the domain: from a command and what happened inside its boundary to new events or a
/// refusal. Implementations have no state, see no clock, no random source and do no I/O.
///
/// @param <C> the command
/// @param <S> what the rule needs to know, folded from the boundary's events; immutable
public interface FoldedDecision<C extends Command, S> extends Decision<C> {

    /// The events that the rule is about, known from the command alone. Every event that the rule
    /// could be broken by must match.
    Criteria boundary(C command);

    /// What else the rule turns out to be about, once `state` is known: a shipment's orders, their
    /// lots. It is asked again with the wider state until it answers nothing new. Everything that
    /// was read is guarded by the append condition.
    default Criteria further(C command, S state) {
        return Criteria.NOTHING;
    }

    /// The state before any event.
    S initial(C command);

    /// The state after `event`. Events outside the boundary change nothing.
    S evolve(S state, WarehouseEvent event);

    /// The refusals first, then the facts.
    Outcome decide(C command, S state);

    @Override
    default Outcome decide(C command, Books books) {
        throw new UnsupportedOperationException("its boundary is folded");
    }
}
