package io.lotline.core.inventory;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import org.jspecify.annotations.Nullable;

/// A location's definition can be replaced at any time, but not its zone while goods lie there.
public final class DefineLocationDecision
        implements FoldedDecision<DefineLocation, DefineLocationDecision.State> {

    /// The location so far, and how many pieces lie there: known only where the zone is to change.
    public record State(Location location, @Nullable LocationDefined defined, int quantity) {}

    @Override
    public Class<DefineLocation> commandType() {
        return DefineLocation.class;
    }

    @Override
    public Criteria boundary(DefineLocation command) {
        return Criteria.of(Boundaries.location(command.location()));
    }

    @Override
    public Criteria further(DefineLocation command, State state) {
        return state.defined() == null || state.defined().zone() == command.zone()
                ? Criteria.NOTHING
                : Criteria.of(Boundaries.occupancy(command.location()));
    }

    @Override
    public State initial(DefineLocation command) {
        return new State(command.location(), null, 0);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        if (event instanceof LocationDefined defined) {
            return defined.location().equals(state.location())
                    ? new State(state.location(), defined, state.quantity())
                    : state;
        }
        int change = 0;
        Place here = Place.location(state.location());
        for (Movement movement : event.movements()) {
            change += movement.to().equals(here) ? movement.quantity() : 0;
            change -= movement.from().equals(here) ? movement.quantity() : 0;
        }
        return change == 0
                ? state
                : new State(state.location(), state.defined(), state.quantity() + change);
    }

    @Override
    public Outcome decide(DefineLocation command, State state) {
        if (command.minCelsius() != null
                && command.maxCelsius() != null
                && command.minCelsius().compareTo(command.maxCelsius()) > 0) {
            return Outcome.rejected(
                    new LocationRejection.TemperatureRangeReversed(
                            command.location(), command.minCelsius(), command.maxCelsius()));
        }
        LocationDefined wanted =
                new LocationDefined(
                        command.location(),
                        command.zone(),
                        command.minCelsius(),
                        command.maxCelsius(),
                        command.capacity());
        LocationDefined defined = state.defined();
        if (wanted.equals(defined)) {
            return Outcome.accepted();
        }
        if (defined != null && defined.zone() != command.zone() && state.quantity() > 0) {
            return Outcome.rejected(
                    new LocationRejection.LocationInUse(
                            command.location(), defined.zone(), command.zone(), state.quantity()));
        }
        return Outcome.accepted(wanted);
    }
}
