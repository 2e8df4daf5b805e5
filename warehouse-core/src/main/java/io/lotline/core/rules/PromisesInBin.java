package io.lotline.core.rules;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// Which orders an owner's lot in a bin is promised to, in the order in which they were promised.
/// Opened only where promises may have to end.
public record PromisesInBin(OrderedPMap<Promised, Integer> pieces) {
    static final PromisesInBin NONE = new PromisesInBin(OrderedPMap.empty());

    /// Whom something was promised to.
    public record Promised(OrderId order, LineId line, @Nullable LocalDate expiryDate) {}

    /// Pieces of a promise to an order.
    public record Broken(OrderId order, Allocation promise) {}

    static PromisesInBin after(StockPlace place, PromisesInBin before, WarehouseEvent event) {
        if (!(event instanceof Promising promising)) {
            return before;
        }
        PromisesInBin now =
                before.plus(place, promising.order(), promising.released(), -1)
                        .plus(place, promising.order(), promising.allocations(), 1);
        return event instanceof ItemPicked picked
                        && picked.kept() > 0
                        && picked.movement().item().equals(place.item())
                        && picked.movement().from().asLocation().equals(place.location())
                ? now.plus(
                        new Promised(
                                picked.order(), picked.lineId(), picked.movement().expiryDate()),
                        -picked.kept())
                : now;
    }

    private PromisesInBin plus(
            StockPlace place, OrderId order, List<Allocation> parts, int direction) {
        PromisesInBin sum = this;
        for (Allocation part : parts) {
            if (part.item().equals(place.item()) && part.location().equals(place.location())) {
                sum =
                        sum.plus(
                                new Promised(order, part.lineId(), part.expiryDate()),
                                direction * part.quantity());
            }
        }
        return sum;
    }

    private PromisesInBin plus(Promised to, int quantity) {
        int sum = pieces.getOrDefault(to, 0) + quantity;
        return new PromisesInBin(sum == 0 ? pieces.minus(to) : pieces.plus(to, sum));
    }

    /// The promises that have to end so that no more than `left` pieces stay promised, the last
    /// made first.
    public List<Broken> beyond(StockPlace place, int left) {
        int surplus = pieces.values().stream().mapToInt(Integer::intValue).sum() - left;
        List<Broken> broken = new ArrayList<>();
        for (Map.Entry<Promised, Integer> last : new ArrayList<>(pieces.entrySet()).reversed()) {
            int share = Math.min(surplus, last.getValue());
            if (share > 0) {
                Promised to = last.getKey();
                broken.add(
                        new Broken(
                                to.order(),
                                new Allocation(
                                        to.line(),
                                        place.item(),
                                        to.expiryDate(),
                                        place.location(),
                                        share)));
                surplus -= share;
            }
        }
        return broken;
    }
}
