package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A scan of an order's picked goods.
final class OrderScan {
    private OrderScan() {}

    /// Finds the scanned goods among those that were picked for the order, and takes the step.
    static Outcome handle(
            Books books, OrderId id, WarehouseId warehouse, ScannedGoods scanned, Step step) {
        OrderBook order = books.open(OrderBook.BOOK, id);
        OrderPlaced placed = order.placed();
        if (placed == null) {
            return Outcome.rejected(new SharedRejection.UnknownOrder(id));
        }
        if (!placed.warehouse().equals(warehouse)) {
            return Outcome.rejected(
                    DistributionRejection.WrongWarehouse.of(
                            books, "order " + placed.order(), warehouse));
        }
        Rejection nowhere = Known.refusal(books, scanned.scan());
        if (nowhere != null) {
            return Outcome.rejected(nowhere);
        }
        return Labels.picked(
                books,
                scanned,
                goods -> match(order, goods).since(),
                goods -> {
                    Matched matched = match(order, goods);
                    return matched.sum(OrderBook.Tally::picked) == 0
                            ? Outcome.rejected(
                                    new DistributionRejection.NotPicked(
                                            id, goods.di(), goods.lot(), goods.serial()))
                            : step.take(matched);
                });
    }

    /// The pieces of an order that a scan can mean.
    static Matched match(OrderBook order, Goods goods) {
        Map<OrderBook.Piece, OrderBook.Tally> pieces = new LinkedHashMap<>();
        order.pieces(goods)
                .forEach(
                        (piece, tally) -> {
                            if (goods.matches(piece.item(), piece.serial(), piece.expiryDate())) {
                                pieces.put(piece, tally);
                            }
                        });
        return new Matched(order, goods, pieces);
    }

    /// What is done with goods that were picked for an order.
    interface Step {
        Outcome take(Matched matched);
    }

    /// The pieces of the order that were scanned.
    record Matched(OrderBook order, Goods goods, Map<OrderBook.Piece, OrderBook.Tally> pieces) {
        int sum(ToIntFunction<OrderBook.Tally> count) {
            return pieces.values().stream().mapToInt(count).sum();
        }

        /// Those that ride back, refused at the door.
        List<OrderBook.Ride> rides() {
            return pieces.keySet().stream()
                    .flatMap(piece -> order.wayBack(piece).stream())
                    .toList();
        }

        /// When the first of them was picked; null where that is not known of all.
        @Nullable Instant since() {
            Instant first = null;
            for (OrderBook.Tally tally : pieces.values()) {
                Instant at = tally.since();
                if (at == null) {
                    return null;
                }
                first = first == null || at.isBefore(first) ? at : first;
            }
            return first;
        }

        /// Why those of them that are in the warehouse may not leave: recalled, held or expired;
        /// null where they may.
        @Nullable Rejection stopped(Books books, LocalDate today) {
            LotStanding standing =
                    LotStanding.reading(books, goods.di(), goods.lot(), goods.serial());
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : pieces.entrySet()) {
                OrderBook.Piece piece = entry.getKey();
                Rejection stop =
                        entry.getValue().inHouse() == 0
                                ? null
                                : standing.stop(
                                        piece.item(),
                                        piece.serial(),
                                        piece.expiryDate(),
                                        null,
                                        today);
                if (stop != null) {
                    return stop;
                }
            }
            return null;
        }

        /// At most `quantity` of what counts as `open`, from the pieces in their order, those of
        /// lines that ask for it before others.
        List<OrderBook.Share> take(
                int quantity,
                ToIntFunction<OrderBook.Tally> open,
                ToIntFunction<OrderBook.LineCount> asks) {
            return order.share(pieces, _ -> true, quantity, open, asks, true);
        }

        /// The same, but never more than each line asks for.
        List<OrderBook.Share> takeAsked(
                int quantity,
                ToIntFunction<OrderBook.Tally> open,
                ToIntFunction<OrderBook.LineCount> asks) {
            return order.share(pieces, _ -> true, quantity, open, asks, false);
        }

        /// Why nothing more is done with these goods than to put them back: their lines do not want
        /// them any more. Null where a line does.
        @Nullable Rejection unwanted() {
            return pieces.keySet().stream()
                            .allMatch(
                                    piece ->
                                            order.count(piece.line()).unwanted() > 0
                                                    && order.count(piece.line()).open() == 0)
                    ? new DistributionRejection.NotWanted(
                            order.order(),
                            goods.di(),
                            goods.lot(),
                            goods.serial(),
                            sum(OrderBook.Tally::inHouse))
                    : null;
        }
    }
}
