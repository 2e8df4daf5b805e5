package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import java.util.Objects;

/// Takes each piece in a unit back by the rule of single pieces: it waits for an inspection, in its
/// unit.
public final class ReturnUnitDecision implements Decision<ReturnUnit> {

    @Override
    public Class<ReturnUnit> commandType() {
        return ReturnUnit.class;
    }

    @Override
    public Outcome decide(ReturnUnit command, Books books) {
        if (books.open(OrderBook.BOOK, command.order()).placed() == null) {
            return Outcome.rejected(new SharedRejection.UnknownOrder(command.order()));
        }
        return WholeUnit.of(
                books,
                command.unit(),
                Handling.RETURN,
                unit ->
                        !unit.orders().contains(command.order())
                                ? Outcome.rejected(
                                        new DistributionRejection.UnitNotOfOrder(
                                                command.unit().sscc(),
                                                unit.orders(),
                                                command.order()))
                                : unit.each(
                                        books,
                                        Handling.RETURN,
                                        WholeUnit.Papers.NONE,
                                        (goods, in, meanwhile) -> {
                                            OrderId order =
                                                    in.order() == null
                                                            ? command.order()
                                                            : in.order();
                                            return ReturnGoodsDecision.decide(
                                                    new ReturnGoods(
                                                            order, command.location(), goods),
                                                    from(unit, in, goods, order, meanwhile),
                                                    meanwhile);
                                        }));
    }

    /// Where its goods come from: what a consignee refused of equal units comes back first.
    private static Place.Kind from(
            WholeUnit unit, LogisticUnit.In in, ScannedGoods goods, OrderId order, Books books) {
        if (unit.place().kind() != Place.Kind.CONSIGNEE) {
            return unit.place().kind();
        }
        int refused =
                books.open(OrderBook.BOOK, order)
                        .ridingInUnits(new OrderBook.Kind(in.item(), in.serial()));
        return refused >= Objects.requireNonNullElse(goods.counted(), 1)
                ? Place.Kind.VEHICLE
                : Place.Kind.CONSIGNEE;
    }
}
