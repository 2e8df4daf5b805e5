package io.lotline.core.rules;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// Which orders an owner's lot in a bin is promised to, in the order in which they were promised.
/// Opened only where promises may have to end.
public record PromisesInBin(OrderedPMap<Promised, Integer> pieces) {
    static final PromisesInBin NONE = new PromisesInBin(OrderedPMap.empty());

    /// Whom something was promised to.
    public record Promised(
            OrderId order,
            LineId line,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate) {}

    /// Pieces of a promise to an order.
    public record Broken(OrderId order, Allocation promise) {}

    static PromisesInBin after(StockPlace place, PromisesInBin before, WarehouseEvent event) {
        PromisesInBin now = before;
        for (PromiseChange change : PromiseChange.of(event)) {
            if (change.item().equals(place.item()) && change.location().equals(place.location())) {
                now =
                        now.plus(
                                new Promised(
                                        change.order(),
                                        change.line(),
                                        change.serial(),
                                        change.expiryDate()),
                                change.quantity());
            }
        }
        return now;
    }

    private PromisesInBin plus(Promised to, int quantity) {
        int sum = pieces.getOrDefault(to, 0) + quantity;
        return new PromisesInBin(sum == 0 ? pieces.minus(to) : pieces.plus(to, sum));
    }

    /// The promises of goods without serial numbers that have to end so that of those that expire
    /// on this day no more than `left` pieces stay promised, the last made first.
    public List<Broken> beyond(StockPlace place, @Nullable LocalDate expiryDate, int left) {
        int surplus = -left;
        List<Map.Entry<Promised, Integer>> made = new ArrayList<>();
        for (Map.Entry<Promised, Integer> each : pieces.entrySet()) {
            if (each.getKey().serial() == null
                    && Objects.equals(each.getKey().expiryDate(), expiryDate)) {
                made.add(each);
                surplus += each.getValue();
            }
        }
        List<Broken> broken = new ArrayList<>();
        for (Map.Entry<Promised, Integer> last : made.reversed()) {
            int share = Math.min(surplus, last.getValue());
            if (share > 0) {
                broken.add(broken(place, last.getKey(), share));
                surplus -= share;
            }
        }
        return broken;
    }

    /// The promises of a single piece.
    public List<Broken> of(StockPlace place, SerialNumber serial) {
        List<Broken> broken = new ArrayList<>();
        pieces.forEach(
                (to, quantity) -> {
                    if (serial.equals(to.serial()) && quantity > 0) {
                        broken.add(broken(place, to, quantity));
                    }
                });
        return broken;
    }

    private static Broken broken(StockPlace place, Promised to, int quantity) {
        return new Broken(
                to.order(),
                new Allocation(
                        to.line(),
                        place.item(),
                        to.serial(),
                        to.expiryDate(),
                        place.location(),
                        quantity));
    }
}
