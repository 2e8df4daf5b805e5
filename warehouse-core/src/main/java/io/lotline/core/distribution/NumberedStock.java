package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
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
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;

/// The serial numbers of the accepted pieces in a bin. Opened only where pieces are promised one by
/// one.
///
/// @param free     the pieces that are promised to nobody, in the order in which they came
/// @param promised the pieces that are promised out of this bin, and whether they lie here
record NumberedStock(
        OrderedPSet<SerialNumber> free, PMap<SerialNumber, Boolean> promised) {
    private static final NumberedStock NONE =
            new NumberedStock(OrderedPSet.empty(), HashTreePMap.empty());

    static final Book<Goods, NumberedStock> BOOK =
            Book.named("numbered-stock", 2, Goods.class, NumberedStock.class)
                    .ruled(
                            goods ->
                                    Boundaries.of(Tags.stock(goods.item(), goods.location()))
                                            .types(Boundaries.BIN_MOVES_AND_PROMISES),
                            _ -> NONE,
                            NumberedStock::after)
                    .sized(stock -> stock.free().size() + stock.promised().size());

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
                ? new NumberedStock(free, promised.plus(serial, true))
                : new NumberedStock(free.plus(serial), promised);
    }

    private NumberedStock leave(SerialNumber serial) {
        return promised.containsKey(serial)
                ? new NumberedStock(free, promised.plus(serial, false))
                : new NumberedStock(free.minus(serial), promised);
    }

    private NumberedStock promise(SerialNumber serial) {
        return promised.containsKey(serial)
                ? this
                : new NumberedStock(
                        free.minus(serial), promised.plus(serial, free.contains(serial)));
    }

    private NumberedStock release(SerialNumber serial) {
        Boolean lying = promised.get(serial);
        return new NumberedStock(
                Boolean.TRUE.equals(lying) ? free.plus(serial) : free, promised.minus(serial));
    }

    /// Whether the piece lies here, promised or not.
    boolean has(SerialNumber serial) {
        return free.contains(serial) || Boolean.TRUE.equals(promised.get(serial));
    }
}
