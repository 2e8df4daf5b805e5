package io.lotline.core.rules;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// Stock that is promised to orders and not yet picked.
public record Promises(OrderedPMap<Promise, Integer> open) {
    public static final Promises NONE = new Promises(OrderedPMap.empty());

    /// What was promised, where, to which line of which order.
    public record Promise(
            OrderId order,
            LineId line,
            StockItem item,
            @Nullable LocalDate expiryDate,
            Location location) {
        Allocation quantity(int quantity) {
            return new Allocation(line, item, expiryDate, location, quantity);
        }
    }

    public Promises evolve(WarehouseEvent event) {
        if (event instanceof OrderAllocated allocated) {
            return plus(allocated.order(), allocated.released(), -1)
                    .plus(allocated.order(), allocated.allocations(), 1);
        }
        if (event instanceof ItemPicked picked) {
            Promises left = plus(picked.order(), picked.released(), -1);
            return picked.fromAllocation() > 0
                            && picked.movement().from().kind() == Place.Kind.LOCATION
                    ? left.plus(
                            new Promise(
                                    picked.order(),
                                    picked.lineId(),
                                    picked.movement().item(),
                                    picked.movement().expiryDate(),
                                    picked.movement().from().asLocation()),
                            -picked.fromAllocation())
                    : left;
        }
        return this;
    }

    public int sum(Predicate<Promise> which) {
        int sum = 0;
        for (Map.Entry<Promise, Integer> entry : open.entrySet()) {
            if (which.test(entry.getKey())) {
                sum += entry.getValue();
            }
        }
        return sum;
    }

    /// The open promises, in the order in which they were made.
    public List<Allocation> allocations(Predicate<Promise> which) {
        List<Allocation> allocations = new ArrayList<>();
        open.forEach(
                (promise, quantity) -> {
                    if (quantity > 0 && which.test(promise)) {
                        allocations.add(promise.quantity(quantity));
                    }
                });
        return allocations;
    }

    private Promises plus(OrderId order, List<Allocation> parts, int direction) {
        Promises sum = this;
        for (Allocation part : parts) {
            sum =
                    sum.plus(
                            new Promise(
                                    order,
                                    part.lineId(),
                                    part.item(),
                                    part.expiryDate(),
                                    part.location()),
                            direction * part.quantity());
        }
        return sum;
    }

    private Promises plus(Promise promise, int quantity) {
        int sum = open.getOrDefault(promise, 0) + quantity;
        return new Promises(sum == 0 ? open.minus(promise) : open.plus(promise, sum));
    }
}
