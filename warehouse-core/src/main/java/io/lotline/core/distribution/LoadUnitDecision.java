package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.Place;

/// Loads each piece in a unit by the rule of single pieces, for the order that it is packed for.
public final class LoadUnitDecision implements Decision<LoadUnit> {

    @Override
    public Class<LoadUnit> commandType() {
        return LoadUnit.class;
    }

    @Override
    public Outcome decide(LoadUnit command, Books books) {
        Handling handling = command.off() ? Handling.UNLOAD : Handling.LOAD;
        return WholeUnit.of(
                books,
                command.unit(),
                handling,
                unit ->
                        command.off() && !unit.place().equals(Place.vehicle(command.shipment()))
                                ? Outcome.rejected(
                                        new DistributionRejection.UnitNotOnShipment(
                                                command.unit().sscc(),
                                                unit.place(),
                                                command.shipment()))
                                : unit.each(
                                        books,
                                        handling,
                                        WholeUnit.Papers.of(command.shipment()),
                                        (goods, in, meanwhile) ->
                                                command.off()
                                                        ? UnloadItemDecision.decide(
                                                                new UnloadItem(
                                                                        command.shipment(),
                                                                        command.warehouse(),
                                                                        goods),
                                                                in.order(),
                                                                meanwhile)
                                                        : LoadItemDecision.decide(
                                                                new LoadItem(
                                                                        command.shipment(),
                                                                        command.warehouse(),
                                                                        goods,
                                                                        command.unit().today()),
                                                                in.order(),
                                                                meanwhile)));
    }
}
