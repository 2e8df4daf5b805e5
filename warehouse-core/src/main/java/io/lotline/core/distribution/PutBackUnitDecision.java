package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.OrderId;

/// Puts each piece in a unit back by the rule of single pieces.
public final class PutBackUnitDecision implements Decision<PutBackUnit> {
    private final PutBackItemDecision puttingBack = new PutBackItemDecision();

    @Override
    public Class<PutBackUnit> commandType() {
        return PutBackUnit.class;
    }

    @Override
    public Outcome decide(PutBackUnit command, Books books) {
        if (books.open(OrderBook.BOOK, command.order()).placed() == null) {
            return Outcome.rejected(new SharedRejection.UnknownOrder(command.order()));
        }
        return WholeUnit.of(
                books,
                command.unit(),
                Handling.PUT_BACK,
                unit ->
                        !unit.orders().contains(command.order())
                                ? Outcome.rejected(
                                        new DistributionRejection.UnitNotOfOrder(
                                                command.unit().sscc(),
                                                unit.orders(),
                                                command.order()))
                                : unit.each(
                                        books,
                                        Handling.PUT_BACK,
                                        WholeUnit.Papers.NONE,
                                        (goods, in, meanwhile) -> {
                                            OrderId order =
                                                    in.order() == null
                                                            ? command.order()
                                                            : in.order();
                                            return puttingBack.decide(
                                                    new PutBackItem(
                                                            order,
                                                            command.from(),
                                                            command.to(),
                                                            goods,
                                                            command.unit().today()),
                                                    meanwhile);
                                        }));
    }
}
