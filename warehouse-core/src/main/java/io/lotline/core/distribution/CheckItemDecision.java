package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Goods;

/// Checks picked goods by a second scan before they leave (出库复核, GSP Art 87, 88).
public final class CheckItemDecision implements FoldedDecision<CheckItem, OrderScan> {

    @Override
    public Class<CheckItem> commandType() {
        return CheckItem.class;
    }

    @Override
    public Criteria boundary(CheckItem command) {
        return Criteria.of(
                Boundaries.of(Tags.order(command.order()))
                        .types(
                                OrderPlaced.class,
                                ItemPicked.class,
                                ItemChecked.class,
                                GoodsReturned.class),
                Boundaries.device(command.goods().di()));
    }

    @Override
    public Criteria further(CheckItem command, OrderScan state) {
        return Criteria.of(Boundaries.device(state.devices().stockDi(command.goods().di())));
    }

    @Override
    public OrderScan initial(CheckItem command) {
        return OrderScan.unread(command.order());
    }

    @Override
    public OrderScan evolve(OrderScan state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(CheckItem command, OrderScan state) {
        return switch (state.read(command.warehouse(), command.goods())) {
            case OrderScan.Refused(Rejection reason) -> Outcome.rejected(reason);
            case OrderScan.Matched matched -> check(command, matched);
        };
    }

    private static Outcome check(CheckItem command, OrderScan.Matched matched) {
        Goods goods = matched.goods();
        if (goods.quantity() > matched.sum(OrderBook.Tally::unchecked)) {
            return Outcome.rejected(
                    new DistributionRejection.OverCheck(
                            command.order(),
                            goods.di(),
                            goods.lot(),
                            matched.sum(OrderBook.Tally::picked),
                            matched.sum(OrderBook.Tally::checked),
                            goods.quantity()));
        }
        return new Outcome.Accepted(
                matched.take(goods.quantity(), OrderBook.Tally::unchecked).stream()
                        .<WarehouseEvent>map(
                                share ->
                                        new ItemChecked(
                                                command.order(),
                                                share.piece().line(),
                                                new Picked(
                                                        share.piece().item(),
                                                        share.piece().serial(),
                                                        share.quantity()),
                                                command.goods().scan()))
                        .toList());
    }
}
