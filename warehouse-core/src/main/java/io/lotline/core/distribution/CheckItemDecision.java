package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;

/// Checks picked goods by a second scan before they leave (出库复核, GSP Art 87, 88); never what is
/// recalled, held or expired.
public final class CheckItemDecision implements Decision<CheckItem> {

    @Override
    public Class<CheckItem> commandType() {
        return CheckItem.class;
    }

    @Override
    public Outcome decide(CheckItem command, Books books) {
        return OrderScan.handle(
                books,
                command.order(),
                command.warehouse(),
                command.goods(),
                matched -> check(command, books, matched));
    }

    private static Outcome check(CheckItem command, Books books, OrderScan.Matched matched) {
        Goods goods = matched.goods();
        Rejection refusal = matched.stopped(books, command.goods().today());
        if (refusal == null) {
            refusal = matched.unwanted();
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        if (goods.quantity() > matched.sum(OrderBook.Tally::unchecked)) {
            return Outcome.rejected(
                    new DistributionRejection.OverCheck(
                            command.order(),
                            goods.di(),
                            goods.lot(),
                            goods.serial(),
                            matched.sum(OrderBook.Tally::picked),
                            matched.sum(OrderBook.Tally::checked),
                            goods.quantity()));
        }
        return new Outcome.Accepted(
                matched
                        .take(
                                goods.quantity(),
                                OrderBook.Tally::unchecked,
                                OrderBook.LineCount::open)
                        .stream()
                        .<WarehouseEvent>map(
                                share ->
                                        new ItemChecked(
                                                command.order(),
                                                share.piece().line(),
                                                new Picked(
                                                        share.piece().item(),
                                                        share.piece().serial(),
                                                        share.quantity()),
                                                goods.scan()))
                        .toList());
    }
}
