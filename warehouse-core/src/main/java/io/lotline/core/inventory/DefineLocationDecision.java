package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Location;

/// A location's definition can be replaced at any time, but not its zone while goods lie there.
public final class DefineLocationDecision implements Decision<DefineLocation> {

    @Override
    public Class<DefineLocation> commandType() {
        return DefineLocation.class;
    }

    @Override
    public Outcome decide(DefineLocation command, Books books) {
        Location location = command.location();
        if (command.minCelsius() != null
                && command.maxCelsius() != null
                && command.minCelsius().compareTo(command.maxCelsius()) > 0) {
            return Outcome.rejected(
                    new LocationRejection.TemperatureRangeReversed(
                            location, command.minCelsius(), command.maxCelsius()));
        }
        LocationDefined wanted =
                new LocationDefined(
                        location,
                        command.zone(),
                        command.minCelsius(),
                        command.maxCelsius(),
                        command.capacity());
        LocationDefined defined = books.open(SharedBooks.LOCATION, location).get(location);
        if (wanted.equals(defined)) {
            return Outcome.accepted();
        }
        if (defined != null && defined.zone() != command.zone()) {
            long pieces = books.open(SharedBooks.OCCUPANCY, location).pieces();
            if (pieces > 0) {
                return Outcome.rejected(
                        new LocationRejection.LocationInUse(
                                location,
                                defined.zone(),
                                command.zone(),
                                (int) Math.min(pieces, Integer.MAX_VALUE)));
            }
        }
        return Outcome.accepted(wanted);
    }
}
