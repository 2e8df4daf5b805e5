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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stock that is promised to orders and not yet picked.
public record Promises(Map<Promise, Integer> open) {
    public static final Promises NONE = new Promises(Map.of());

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
            Map<Promise, Integer> copy = new LinkedHashMap<>(open);
            allocated.released().forEach(part -> add(copy, allocated.order(), part, -1));
            allocated.allocations().forEach(part -> add(copy, allocated.order(), part, 1));
            return new Promises(Collections.unmodifiableMap(copy));
        }
        if (event instanceof ItemPicked picked
                && (picked.fromAllocation() > 0 || !picked.released().isEmpty())) {
            Map<Promise, Integer> copy = new LinkedHashMap<>(open);
            picked.released().forEach(part -> add(copy, picked.order(), part, -1));
            if (picked.movement().from().kind() == Place.Kind.LOCATION) {
                add(
                        copy,
                        new Promise(
                                picked.order(),
                                picked.lineId(),
                                picked.movement().item(),
                                picked.movement().expiryDate(),
                                picked.movement().from().asLocation()),
                        -picked.fromAllocation());
            }
            return new Promises(Collections.unmodifiableMap(copy));
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

    private static void add(
            Map<Promise, Integer> copy, OrderId order, Allocation part, int direction) {
        add(
                copy,
                new Promise(order, part.lineId(), part.item(), part.expiryDate(), part.location()),
                direction * part.quantity());
    }

    private static void add(Map<Promise, Integer> copy, Promise promise, int quantity) {
        int sum = copy.getOrDefault(promise, 0) + quantity;
        if (sum == 0) {
            copy.remove(promise);
        } else {
            copy.put(promise, sum);
        }
    }
}
