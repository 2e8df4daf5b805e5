package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Goods;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.List;

/// Takes goods off a vehicle that has not left: back to their order.
public final class UnloadItemDecision implements FoldedDecision<UnloadItem, ShipmentBook> {

    @Override
    public Class<UnloadItem> commandType() {
        return UnloadItem.class;
    }

    @Override
    public Criteria boundary(UnloadItem command) {
        return Criteria.of(
                ShipmentBook.about(command.shipment()), Boundaries.device(command.goods().di()));
    }

    @Override
    public Criteria further(UnloadItem command, ShipmentBook state) {
        return Boundaries.any(
                state.aboutOrders(),
                List.of(Boundaries.device(state.devices().stockDi(command.goods().di()))));
    }

    @Override
    public ShipmentBook initial(UnloadItem command) {
        return ShipmentBook.unread(command.shipment());
    }

    @Override
    public ShipmentBook evolve(ShipmentBook state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(UnloadItem command, ShipmentBook state) {
        return state.handle(
                command.warehouse(), command.goods(), goods -> unload(command, state, goods));
    }

    private static Outcome unload(UnloadItem command, ShipmentBook state, Goods goods) {
        List<WarehouseEvent> events = new ArrayList<>();
        int open = goods.quantity();
        int loaded = 0;
        for (OrderBook book : state.books()) {
            OrderScan.Matched matched = OrderScan.match(book, goods);
            loaded += matched.sum(OrderBook.Tally::loaded);
            for (OrderScan.Share share : matched.take(open, OrderBook.Tally::loaded)) {
                events.add(
                        new ItemUnloaded(
                                command.shipment(),
                                book.order(),
                                Movement.of(
                                        share.piece().item(),
                                        share.piece().serial(),
                                        share.piece().expiryDate(),
                                        share.quantity(),
                                        Place.vehicle(command.shipment()),
                                        Place.order(book.order()),
                                        QualityStatus.QUALIFIED),
                                command.goods().scan()));
                open -= share.quantity();
            }
        }
        return open == 0
                ? new Outcome.Accepted(events)
                : Outcome.rejected(
                        new DistributionRejection.NotLoaded(
                                command.shipment(),
                                goods.di(),
                                goods.lot(),
                                goods.serial(),
                                loaded,
                                goods.quantity()));
    }
}
