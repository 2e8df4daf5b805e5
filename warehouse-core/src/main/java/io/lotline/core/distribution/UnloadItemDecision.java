package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes goods off a vehicle that has not left: back to their order.
public final class UnloadItemDecision implements Decision<UnloadItem> {

    @Override
    public Class<UnloadItem> commandType() {
        return UnloadItem.class;
    }

    @Override
    public Outcome decide(UnloadItem command, Books books) {
        return decide(command, null, books);
    }

    /// The same with goods of one order only.
    static Outcome decide(UnloadItem command, @Nullable OrderId only, Books books) {
        return books.open(ShipmentBook.BOOK, command.shipment())
                .handle(
                        books,
                        command.warehouse(),
                        command.goods(),
                        only,
                        (goods, orders) -> unload(command, orders, goods));
    }

    private static Outcome unload(UnloadItem command, List<OrderBook> orders, Goods goods) {
        List<WarehouseEvent> events = new ArrayList<>();
        int open = goods.quantity();
        int loaded = 0;
        for (OrderBook book : orders) {
            OrderScan.Matched matched = OrderScan.match(book, goods);
            loaded += matched.sum(OrderBook.Tally::loaded);
            for (OrderBook.Share share :
                    matched.take(open, OrderBook.Tally::loaded, OrderBook.LineCount::overloaded)) {
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
                                goods.scan()));
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
