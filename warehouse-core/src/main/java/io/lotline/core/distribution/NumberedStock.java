package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The serial numbers of the accepted pieces in a bin, in the order in which they came. Opened only
/// where single pieces may be stopped and so have to be counted.
///
/// @param next    the number of the next piece that comes
/// @param numbers the pieces' numbers
/// @param pieces  the serial numbers by these
record NumberedStock(
        long next, PagedMap<SerialNumber, Long> numbers, PagedMap<Long, SerialNumber> pieces) {
    private static final NumberedStock EMPTY =
            new NumberedStock(0, PagedMap.empty(), PagedMap.empty());

    static final Book<Goods, NumberedStock> BOOK =
            Book.named("numbered-stock", 3, Goods.class, NumberedStock.class)
                    .ruled(
                            goods ->
                                    Boundaries.of(Tags.stock(goods.item(), goods.location()))
                                            .types(Boundaries.BIN_MOVES),
                            _ -> EMPTY,
                            NumberedStock::after)
                    .sized(stock -> stock.numbers().unsaved() + stock.pieces().unsaved());

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
                    stock = stock.minus(serial);
                }
                if (movement.to().equals(here) && movement.toStatus() == QualityStatus.QUALIFIED) {
                    stock = stock.plus(serial);
                }
            }
        }
        return stock;
    }

    private NumberedStock plus(SerialNumber serial) {
        return numbers.containsKey(serial)
                ? this
                : new NumberedStock(
                        next + 1, numbers.plus(serial, next), pieces.plus(next, serial));
    }

    private NumberedStock minus(SerialNumber serial) {
        Long number = numbers.get(serial);
        return number == null
                ? this
                : new NumberedStock(next, numbers.minus(serial), pieces.minus(number));
    }
}
