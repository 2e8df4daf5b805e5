package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads checked goods onto the vehicle; never what is recalled, held or expired.
public final class LoadItemDecision implements Decision<LoadItem> {

    @Override
    public Class<LoadItem> commandType() {
        return LoadItem.class;
    }

    @Override
    public Outcome decide(LoadItem command, Books books) {
        return decide(command, null, books);
    }

    /// The same with goods of one order only.
    static Outcome decide(LoadItem command, @Nullable OrderId only, Books books) {
        return books.open(ShipmentBook.BOOK, command.shipment())
                .handle(
                        books,
                        command.warehouse(),
                        command.goods(),
                        only,
                        (goods, orders) -> load(command, books, orders, goods));
    }

    private static Outcome load(
            LoadItem command, Books books, List<OrderBook> orders, Goods goods) {
        LotStanding standing = LotStanding.reading(books, goods.di(), goods.lot(), goods.serial());
        List<WarehouseEvent> events = new ArrayList<>();
        int open = goods.quantity();
        int inHouse = 0;
        int loadable = 0;
        Rejection unchecked = null;
        Rejection unwanted = null;
        for (OrderBook book : orders) {
            OrderScan.Matched matched = OrderScan.match(book, goods);
            for (OrderBook.Piece piece : matched.pieces().keySet()) {
                Rejection stop =
                        standing.stop(
                                piece.item(),
                                piece.serial(),
                                piece.expiryDate(),
                                null,
                                command.today());
                if (stop != null && matched.sum(OrderBook.Tally::inHouse) > 0) {
                    return Outcome.rejected(stop);
                }
            }
            int ready = matched.sum(OrderBook.Tally::ready);
            int checked = Math.max(0, ready - matched.sum(OrderBook.Tally::unchecked));
            inHouse += matched.sum(OrderBook.Tally::inHouse);
            if (!matched.pieces().isEmpty() && unwanted == null) {
                unwanted = matched.unwanted();
            }
            List<OrderBook.Share> shares =
                    matched.takeAsked(
                            checked, OrderBook.Tally::ready, OrderBook.LineCount::loadable);
            loadable += shares.stream().mapToInt(OrderBook.Share::quantity).sum();
            if (checked < ready && unchecked == null) {
                unchecked =
                        new DistributionRejection.NotChecked(
                                book.order(),
                                goods.di(),
                                goods.lot(),
                                matched.sum(OrderBook.Tally::picked),
                                matched.sum(OrderBook.Tally::checked));
            }
            for (OrderBook.Share share :
                    matched.takeAsked(
                            Math.min(open, checked),
                            OrderBook.Tally::ready,
                            OrderBook.LineCount::loadable)) {
                events.add(
                        new ItemLoaded(
                                command.shipment(),
                                book.order(),
                                Movement.of(
                                        share.piece().item(),
                                        share.piece().serial(),
                                        share.piece().expiryDate(),
                                        share.quantity(),
                                        Place.order(book.order()),
                                        Place.vehicle(command.shipment()),
                                        QualityStatus.QUALIFIED),
                                goods.scan()));
                open -= share.quantity();
            }
        }
        if (inHouse == 0) {
            return Outcome.rejected(
                    new DistributionRejection.NotOnShipment(
                            command.shipment(), goods.di(), goods.lot(), goods.serial()));
        }
        if (open > 0) {
            if (loadable == 0 && unwanted != null) {
                return Outcome.rejected(unwanted);
            }
            return Outcome.rejected(
                    unchecked != null
                            ? unchecked
                            : new DistributionRejection.OverLoad(
                                    command.shipment(),
                                    goods.di(),
                                    goods.lot(),
                                    goods.serial(),
                                    loadable,
                                    goods.quantity()));
        }
        return new Outcome.Accepted(events);
    }
}
