package io.lotline.core.distribution;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// What is promised to an order and not yet picked.
///
/// @param next  the number of the next promise to be made
/// @param lines the promises of each line that has some
/// @param loose how many pieces without serial numbers are promised to the order, whichever line
record OrderPromises(long next, PMap<LineId, LinePromises> lines, PMap<Promise, Integer> loose) {
    static final OrderPromises NONE =
            new OrderPromises(0, HashTreePMap.empty(), HashTreePMap.empty());

    /// What was promised, and where.
    record Promise(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            Location location) {
        Allocation quantity(LineId line, int quantity) {
            return new Allocation(line, item, serial, expiryDate, location, quantity);
        }
    }

    /// A promise's number in the order in which they were made, and how many pieces it is about.
    record Made(long number, int quantity) {}

    /// The promises of one line.
    ///
    /// @param pieces their sum
    /// @param order  the promises in the order in which they were made
    record LinePromises(int pieces, PMap<Promise, Made> promises, TreePMap<Long, Promise> order) {
        static final LinePromises NONE =
                new LinePromises(0, HashTreePMap.empty(), TreePMap.empty());

        private LinePromises plus(Promise promise, int quantity, long next) {
            Made made = promises.getOrDefault(promise, new Made(next, 0));
            int sum = made.quantity() + quantity;
            return sum == 0
                    ? new LinePromises(
                            pieces + quantity, promises.minus(promise), order.minus(made.number()))
                    : new LinePromises(
                            pieces + quantity,
                            promises.plus(promise, new Made(made.number(), sum)),
                            order.plus(made.number(), promise));
        }

        private int of(Promise promise) {
            Made made = promises.get(promise);
            return made == null ? 0 : made.quantity();
        }
    }

    /// What is promised after an event of the order.
    OrderPromises after(WarehouseEvent event) {
        OrderPromises promises = this;
        for (PromiseChange change : PromiseChange.of(event)) {
            promises =
                    promises.plus(
                            change.line(),
                            new Promise(
                                    change.item(),
                                    change.serial(),
                                    change.expiryDate(),
                                    change.location()),
                            change.quantity());
        }
        return promises;
    }

    /// About how many entries it takes to keep them.
    int size() {
        int size = loose.size();
        for (LinePromises promises : lines.values()) {
            size += 2 * promises.promises().size();
        }
        return size;
    }

    /// How many pieces are promised to a line.
    int of(LineId line) {
        return line(line).pieces();
    }

    /// How many pieces are promised to a line in this very bin.
    int of(LineId line, Promise promise) {
        return line(line).of(promise);
    }

    /// How many pieces without serial numbers are promised to the order, whichever line.
    int of(Promise promise) {
        return loose.getOrDefault(promise, 0);
    }

    /// All of them, in the order in which they were made.
    List<Allocation> all() {
        Map<Long, Allocation> all = new TreeMap<>();
        for (Map.Entry<LineId, LinePromises> line : lines.entrySet()) {
            line.getValue()
                    .promises()
                    .forEach(
                            (promise, made) -> {
                                if (made.quantity() > 0) {
                                    all.put(
                                            made.number(),
                                            promise.quantity(line.getKey(), made.quantity()));
                                }
                            });
        }
        return List.copyOf(all.values());
    }

    /// So many pieces of a line's promises in other bins, the last made first.
    List<Allocation> elsewhere(LineId line, Promise here, int pieces) {
        List<Allocation> elsewhere = new ArrayList<>();
        int open = pieces;
        LinePromises promises = line(line);
        Map.Entry<Long, Promise> last = open > 0 ? promises.order().lastEntry() : null;
        while (open > 0 && last != null) {
            Promise promise = last.getValue();
            int share = Math.min(open, promises.of(promise));
            if (share > 0 && !promise.equals(here)) {
                elsewhere.add(promise.quantity(line, share));
                open -= share;
            }
            last = promises.order().lowerEntry(last.getKey());
        }
        return elsewhere;
    }

    private LinePromises line(LineId line) {
        return lines.getOrDefault(line, LinePromises.NONE);
    }

    private OrderPromises plus(LineId line, Promise promise, int quantity) {
        LinePromises promises = line(line).plus(promise, quantity, next);
        PMap<LineId, LinePromises> changed =
                promises.promises().isEmpty() ? lines.minus(line) : lines.plus(line, promises);
        if (promise.serial() != null) {
            return new OrderPromises(next + 1, changed, loose);
        }
        int sum = of(promise) + quantity;
        return new OrderPromises(
                next + 1,
                changed,
                sum == 0 ? loose.minus(promise) : loose.plus(promise, sum));
    }
}
