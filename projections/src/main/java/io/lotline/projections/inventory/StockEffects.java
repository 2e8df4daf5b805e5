package io.lotline.projections.inventory;

import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.PromiseChange;
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
    ///
    /// @param promised a quantity that was promised, or is no longer where it is negative
    record Change(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            Location at,
            QualityStatus status,
            int quantity,
            int promised) {

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
    record Promise(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            Location at,
            int quantity) {}

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
                m.item(), m.serial(), m.expiryDate(), place.asLocation(), status, quantity, 0);
    }

    static List<Promise> promises(WarehouseEvent event) {
        return PromiseChange.of(event).stream()
                .map(
                        change ->
                                new Promise(
                                        change.item(),
                                        change.serial(),
                                        change.expiryDate(),
                                        change.location(),
                                        change.quantity()))
                .toList();
    }

    /// What comes, goes and is promised, of the goods of one cell each.
    static List<Change> changesAndPromises(WarehouseEvent event) {
        List<Change> changes = changes(event);
        for (Promise promise : promises(event)) {
            changes.add(
                    new Change(
                            promise.item(),
                            promise.serial(),
                            promise.expiryDate(),
                            promise.at(),
                            QualityStatus.QUALIFIED,
                            0,
                            promise.quantity()));
        }
        return changes;
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
