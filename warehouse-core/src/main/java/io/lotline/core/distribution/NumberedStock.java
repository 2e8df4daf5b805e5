package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
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
import org.pcollections.OrderedPSet;

/// The serial numbers of the accepted pieces in a bin, in the order in which they came. Opened only
/// where single pieces may be stopped and so have to be counted.
record NumberedStock(OrderedPSet<SerialNumber> serials) {
    static final Book<Goods, NumberedStock> BOOK =
            Book.named("numbered-stock", 2, Goods.class, NumberedStock.class)
                    .ruled(
                            goods ->
                                    Boundaries.of(Tags.stock(goods.item(), goods.location()))
                                            .types(Boundaries.BIN_MOVES),
                            _ -> new NumberedStock(OrderedPSet.empty()),
                            NumberedStock::after)
                    .sized(stock -> stock.serials().size());

    /// Goods of an owner's lot in a bin that expire on the same day.
    record Goods(StockItem item, @Nullable LocalDate expiryDate, Location location) {}

    private static NumberedStock after(Goods goods, NumberedStock before, WarehouseEvent event) {
        Place here = Place.location(goods.location());
        OrderedPSet<SerialNumber> serials = before.serials();
        for (Movement movement : event.movements()) {
            SerialNumber serial = movement.serial();
            if (serial != null
                    && movement.item().equals(goods.item())
                    && Objects.equals(movement.expiryDate(), goods.expiryDate())) {
                if (movement.from().equals(here)
                        && movement.fromStatus() == QualityStatus.QUALIFIED) {
                    serials = serials.minus(serial);
                }
                if (movement.to().equals(here) && movement.toStatus() == QualityStatus.QUALIFIED) {
                    serials = serials.plus(serial);
                }
            }
        }
        return new NumberedStock(serials);
    }
}
