package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.Movement;
import io.lotline.core.rules.Available;
import io.lotline.core.rules.BinStock;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.List;

/// What becomes of an order if one of its picks never happened.
///
/// @param untouched how many of the picked goods were neither checked, packed nor loaded
/// @param promises  what is promised to the order again: what the pick took, and what it made
///     needless, as far as the order wants it and it lies there
public record UndonePick(int untouched, List<Allocation> promises) {
    public UndonePick {
        promises = List.copyOf(promises);
    }

    public static UndonePick of(Books books, ItemPicked picked) {
        OrderBook order = books.open(OrderBook.BOOK, picked.order());
        Movement movement = picked.movement();
        OrderBook.Tally tally =
                order.tally(
                        new OrderBook.Piece(
                                picked.lineId(),
                                movement.item(),
                                movement.serial(),
                                movement.expiryDate()));
        int further =
                Math.max(
                        Math.max(tally.checked(), tally.packed()),
                        tally.loaded() + tally.shipped());
        OrderBook.LineCount line = order.count(picked.lineId());
        int open =
                Math.max(0, line.ordered() - line.picked() + movement.quantity())
                        - order.promises().of(picked.lineId());
        List<Allocation> promises = new ArrayList<>();
        int again = Math.min(picked.kept(), open);
        if (again > 0) {
            promises.add(
                    new Allocation(
                            picked.lineId(),
                            movement.item(),
                            movement.serial(),
                            movement.expiryDate(),
                            movement.from().asLocation(),
                            again));
            open -= again;
        }
        for (Allocation needless : picked.released()) {
            int free =
                    needless.lineId().equals(picked.lineId())
                            ? Math.min(open, Math.min(needless.quantity(), free(books, needless)))
                            : 0;
            if (free > 0) {
                promises.add(needless.pieces(free));
                open -= free;
            }
        }
        return new UndonePick(Math.max(0, tally.picked() - further), promises);
    }

    /// What lies where it was promised, and is promised to nobody.
    private static int free(Books books, Allocation promise) {
        Place bin = Place.location(promise.location());
        Cell cell =
                new Cell(
                        promise.item(),
                        promise.serial(),
                        promise.expiryDate(),
                        bin,
                        QualityStatus.QUALIFIED);
        int lying =
                promise.serial() != null
                        ? books.open(
                                        SharedBooks.SERIAL,
                                        new Piece(promise.item().di(), promise.serial()))
                                .at(bin)
                                .sum(cell::equals)
                        : books.open(
                                        SharedBooks.BIN,
                                        new LotInBin(
                                                promise.item().di(),
                                                promise.item().lot(),
                                                promise.location()))
                                .quantities()
                                .getOrDefault(
                                        new BinStock.Lying(
                                                promise.item().owner(),
                                                promise.expiryDate(),
                                                QualityStatus.QUALIFIED,
                                                false),
                                        0);
        return lying <= 0
                ? 0
                : StockBook.sum(
                        Available.unpromised(
                                books, List.of(new Part(cell, lying)), Available.Own.NONE));
    }
}
