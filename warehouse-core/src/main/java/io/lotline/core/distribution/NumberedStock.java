package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The serial numbers of the accepted pieces in a bin. Opened only where pieces are promised one by
/// one.
///
/// @param next     the number of the next piece that comes, or comes free
/// @param numbers  of the pieces that are promised to nobody
/// @param free     these pieces by their numbers
/// @param promised the pieces that are promised out of this bin, and whether they lie here
record NumberedStock(
        long next,
        PagedMap<SerialNumber, Long> numbers,
        PagedMap<Long, SerialNumber> free,
        PagedMap<SerialNumber, Boolean> promised) {
    private static final NumberedStock EMPTY =
            new NumberedStock(0, PagedMap.empty(), PagedMap.empty(), PagedMap.empty());

    static final Book<Goods, NumberedStock> BOOK =
            Book.named("numbered-stock", 4, Goods.class, NumberedStock.class)
                    .ruled(
                            goods ->
                                    Boundaries.of(Tags.stock(goods.item(), goods.location()))
                                            .types(Boundaries.BIN_MOVES_AND_PROMISES),
                            _ -> EMPTY,
                            NumberedStock::after)
                    .sized(
                            stock ->
                                    stock.numbers().unsaved()
                                            + stock.free().unsaved()
                                            + stock.promised().unsaved());

    /// Goods of an owner's lot in a bin that expire on the same day.
    record Goods(StockItem item, @Nullable LocalDate expiryDate, Location location) {}

    private static NumberedStock after(Goods goods, NumberedStock before, WarehouseEvent event) {
        Place here = Place.location(goods.location());
        NumberedStock stock = before;
        for (Movement movement : event.movements()) {
            SerialNumber serial = movement.serial();
            if (serial != null
                    && movement.item().equals(goods.item())
                    && Objects.equals(movement.expiryDate(), goods.expiryDate())) {
                if (movement.from().equals(here)
                        && movement.fromStatus() == QualityStatus.QUALIFIED) {
                    stock = stock.leave(serial);
                }
                if (movement.to().equals(here) && movement.toStatus() == QualityStatus.QUALIFIED) {
                    stock = stock.come(serial);
                }
            }
        }
        for (PromiseChange change : PromiseChange.of(event)) {
            SerialNumber serial = change.serial();
            if (serial != null
                    && change.item().equals(goods.item())
                    && change.location().equals(goods.location())
                    && Objects.equals(change.expiryDate(), goods.expiryDate())) {
                stock = change.quantity() > 0 ? stock.promise(serial) : stock.release(serial);
            }
        }
        return stock;
    }

    private NumberedStock come(SerialNumber serial) {
        return promised.containsKey(serial)
                ? new NumberedStock(next, numbers, free, promised.plus(serial, true))
                : plus(serial);
    }

    private NumberedStock leave(SerialNumber serial) {
        return promised.containsKey(serial)
                ? new NumberedStock(next, numbers, free, promised.plus(serial, false))
                : minus(serial);
    }

    private NumberedStock promise(SerialNumber serial) {
        if (promised.containsKey(serial)) {
            return this;
        }
        NumberedStock rest = minus(serial);
        return new NumberedStock(
                next, rest.numbers, rest.free, promised.plus(serial, numbers.containsKey(serial)));
    }

    private NumberedStock release(SerialNumber serial) {
        NumberedStock rest = new NumberedStock(next, numbers, free, promised.minus(serial));
        return Boolean.TRUE.equals(promised.get(serial)) ? rest.plus(serial) : rest;
    }

    private NumberedStock plus(SerialNumber serial) {
        return numbers.containsKey(serial)
                ? this
                : new NumberedStock(
                        next + 1, numbers.plus(serial, next), free.plus(next, serial), promised);
    }

    private NumberedStock minus(SerialNumber serial) {
        Long number = numbers.get(serial);
        return number == null
                ? this
                : new NumberedStock(next, numbers.minus(serial), free.minus(number), promised);
    }

    /// Whether the piece lies here, promised or not.
    boolean has(SerialNumber serial) {
        return numbers.containsKey(serial) || Boolean.TRUE.equals(promised.get(serial));
    }
}
