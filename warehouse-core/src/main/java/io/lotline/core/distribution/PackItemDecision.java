package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Goods;

/// Puts picked goods into a logistic unit (装箱).
public final class PackItemDecision implements FoldedDecision<PackItem, OrderScan> {

    @Override
    public Class<PackItem> commandType() {
        return PackItem.class;
    }

    @Override
    public Criteria boundary(PackItem command) {
        return Criteria.of(
                Boundaries.of(Tags.order(command.order()))
                        .types(
                                OrderPlaced.class,
                                ItemPicked.class,
                                ItemPacked.class,
                                GoodsReturned.class,
                                ShipmentDispatched.class),
                Boundaries.device(command.goods().di()));
    }

    @Override
    public Criteria further(PackItem command, OrderScan state) {
        return Criteria.of(Boundaries.device(state.devices().stockDi(command.goods().di())));
    }

    @Override
    public OrderScan initial(PackItem command) {
        return OrderScan.unread(command.order());
    }

    @Override
    public OrderScan evolve(OrderScan state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(PackItem command, OrderScan state) {
        return switch (state.read(command.warehouse(), command.goods())) {
            case OrderScan.Refused(Rejection reason) -> Outcome.rejected(reason);
            case OrderScan.Matched matched -> pack(command, matched);
        };
    }

    private static Outcome pack(PackItem command, OrderScan.Matched matched) {
        Goods goods = matched.goods();
        int unpacked = matched.sum(OrderBook.Tally::unpacked);
        if (goods.quantity() > unpacked) {
            return Outcome.rejected(
                    new DistributionRejection.OverPack(
                            command.order(), goods.di(), goods.lot(), unpacked, goods.quantity()));
        }
        OrderBook.Piece first = matched.pieces().keySet().iterator().next();
        return Outcome.accepted(
                new ItemPacked(
                        command.order(),
                        command.container(),
                        new Picked(first.item(), first.serial(), goods.quantity()),
                        command.goods().scan()));
    }
}
