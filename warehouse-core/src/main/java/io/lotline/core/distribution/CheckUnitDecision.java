package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.OrderId;

/// Checks what is in a unit and was not checked yet, by the rule of single pieces.
public final class CheckUnitDecision implements Decision<CheckUnit> {
    private final CheckItemDecision checking = new CheckItemDecision();

    @Override
    public Class<CheckUnit> commandType() {
        return CheckUnit.class;
    }

    @Override
    public Outcome decide(CheckUnit command, Books books) {
        return WholeUnit.of(
                books,
                command.unit(),
                Handling.CHECK,
                unit ->
                        !unit.orders().contains(command.order())
                                ? Outcome.rejected(
                                        new DistributionRejection.UnitNotOfOrder(
                                                command.unit().sscc(),
                                                unit.orders(),
                                                command.order()))
                                : checked(command, books, unit));
    }

    private Outcome checked(CheckUnit command, Books books, WholeUnit unit) {
        int[] done = new int[1];
        Outcome[] over = new Outcome[1];
        Outcome outcome =
                unit.each(
                        books,
                        Handling.CHECK,
                        WholeUnit.Papers.NONE,
                        (goods, in, meanwhile) -> {
                            OrderId order = in.order() == null ? command.order() : in.order();
                            Outcome whole = check(command, order, goods, meanwhile);
                            if (!(whole instanceof Outcome.Rejected(var reason))
                                    || !(reason instanceof DistributionRejection.OverCheck left)) {
                                done[0]++;
                                return whole;
                            }
                            over[0] = over[0] == null ? whole : over[0];
                            int rest = left.picked() - left.checked();
                            if (rest == 0) {
                                return Outcome.accepted();
                            }
                            done[0]++;
                            return check(command, order, WholeUnit.some(goods, rest), meanwhile);
                        });
        return done[0] == 0 && over[0] != null ? over[0] : outcome;
    }

    private Outcome check(CheckUnit command, OrderId order, ScannedGoods goods, Books books) {
        return checking.decide(new CheckItem(order, command.warehouse(), goods), books);
    }
}
