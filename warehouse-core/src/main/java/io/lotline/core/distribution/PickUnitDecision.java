package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.WholeUnit;

/// Picks each piece in a unit by the rule of single pieces; from then on the unit is one of the
/// order's, packed as it came.
public final class PickUnitDecision implements Decision<PickUnit> {
    private final PickItemDecision picking = new PickItemDecision();

    @Override
    public Class<PickUnit> commandType() {
        return PickUnit.class;
    }

    @Override
    public Outcome decide(PickUnit command, Books books) {
        return WholeUnit.of(
                books,
                command.unit(),
                Handling.PICK,
                unit -> {
                    Rejection other = unit.isNotAt(books, command.location(), command.warehouse());
                    return other != null
                            ? Outcome.rejected(other)
                            : unit.each(
                                    books,
                                    Handling.PICK,
                                    WholeUnit.Papers.NONE,
                                    (goods, _, meanwhile) ->
                                            picking.decide(
                                                    new PickItem(
                                                            command.order(),
                                                            unit.place().asLocation(),
                                                            goods,
                                                            command.unit().today()),
                                                    meanwhile));
                });
    }
}
