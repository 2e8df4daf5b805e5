package io.lotline.projections.inventory;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an event does to the stock in bins, in the words of the views of stock: quantities that
/// come and go, and promises.
final class StockEffects {
    /// Behind every expiry date in the order of keys: goods without one are picked last.
    private static final String NO_EXPIRY = "~";

    private StockEffects() {}

    /// A quantity that came into a bin, or left it where it is negative.
    record Change(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            Location at,
            QualityStatus status,
            int quantity) {

        String bin() {
            return StockEffects.bin(item, at);
        }

        /// The key of its cell. Keys of a bin ascend as its goods are picked: by expiry date, then
        /// by serial number.
        String cell() {
            return bin()
                    + '/'
                    + (expiryDate == null ? NO_EXPIRY : expiryDate)
                    + ' '
                    + (serial == null ? "" : serial.value())
                    + ' '
                    + status.ordinal();
        }
    }

    /// A quantity that was promised to an order out of a bin, or is promised no longer where it is
    /// negative.
    record Promise(StockItem item, Location at, int quantity) {
        String bin() {
            return StockEffects.bin(item, at);
        }
    }

    /// The value of the `stock=` tag.
    static String bin(StockItem item, Location at) {
        return Tags.stock(item, at).value();
    }

    /// What keys of all bins with this item begin with.
    static String group(StockItem item) {
        String lot = Tags.lot(item.di(), item.lot()).value();
        return Tags.goods(item.owner(), item.di()).value()
                + lot.substring(item.di().value().length())
                + '/';
    }

    static List<Change> changes(WarehouseEvent event) {
        List<Change> changes = new ArrayList<>();
        for (Movement m : event.movements()) {
            if (m.from().kind() == Place.Kind.LOCATION) {
                changes.add(change(m, m.from(), m.fromStatus(), -m.quantity()));
            }
            if (m.to().kind() == Place.Kind.LOCATION) {
                changes.add(change(m, m.to(), m.toStatus(), m.quantity()));
            }
        }
        return changes;
    }

    private static Change change(Movement m, Place place, QualityStatus status, int quantity) {
        return new Change(
                m.item(), m.serial(), m.expiryDate(), place.asLocation(), status, quantity);
    }

    static List<Promise> promises(WarehouseEvent event) {
        List<Promise> promises = new ArrayList<>();
        if (event instanceof Promising promising) {
            add(promises, promising.released(), -1);
            add(promises, promising.allocations(), 1);
            for (Movement m : event.movements()) {
                if (promising.kept() > 0) {
                    promises.add(new Promise(m.item(), m.from().asLocation(), -promising.kept()));
                }
            }
        }
        return promises;
    }

    private static void add(List<Promise> promises, List<Allocation> parts, int direction) {
        for (Allocation part : parts) {
            promises.add(new Promise(part.item(), part.location(), direction * part.quantity()));
        }
    }

    /// Goods of one owner, lot, serial number, expiry date and status, wherever they lie.
    record Goods(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            QualityStatus status) {}

    /// How the goods on hand change, without what only moves from bin to bin.
    ///
    /// @param bySerial whether serial numbers are told apart
    static Map<Goods, Integer> onHand(WarehouseEvent event, boolean bySerial) {
        Map<Goods, Integer> changes = new LinkedHashMap<>();
        for (Change each : changes(event)) {
            changes.merge(
                    new Goods(
                            each.item(),
                            bySerial ? each.serial() : null,
                            each.expiryDate(),
                            each.status()),
                    each.quantity(),
                    Integer::sum);
        }
        changes.values().removeIf(quantity -> quantity == 0);
        return changes;
    }
}
