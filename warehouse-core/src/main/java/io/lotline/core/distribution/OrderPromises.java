package io.lotline.core.distribution;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// What is promised to an order and not yet picked.
///
/// @param next  the number of the next promise to be made
/// @param lines the promises of each line that has some
/// @param bins  how many pieces are promised to the order of an owner's lot in a bin
record OrderPromises(long next, PMap<LineId, LinePromises> lines, PMap<StockPlace, Integer> bins) {
    static final OrderPromises NONE =
            new OrderPromises(0, HashTreePMap.empty(), HashTreePMap.empty());

    /// What was promised, and where.
    record Promise(StockItem item, @Nullable LocalDate expiryDate, Location location) {
        Allocation quantity(LineId line, int quantity) {
            return new Allocation(line, item, expiryDate, location, quantity);
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

    OrderPromises after(Promising event) {
        return plus(event.released(), -1).plus(event.allocations(), 1);
    }

    OrderPromises after(ItemPicked picked) {
        OrderPromises left = after((Promising) picked);
        Movement movement = picked.movement();
        return picked.kept() > 0
                ? left.plus(
                        picked.lineId(),
                        new Promise(
                                movement.item(),
                                movement.expiryDate(),
                                movement.from().asLocation()),
                        -picked.kept())
                : left;
    }

    /// How many pieces are promised to a line.
    int of(LineId line) {
        return line(line).pieces();
    }

    /// How many pieces are promised to a line in this very bin.
    int of(LineId line, Promise promise) {
        return line(line).of(promise);
    }

    /// How many pieces are promised to the order, whichever line, of an owner's lot in a bin.
    int in(StockPlace bin) {
        return bins.getOrDefault(bin, 0);
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

    /// A line's promises that are to end so that no more than `wanted` pieces stay promised to it:
    /// those that do not fit any more, then the last made first.
    List<Allocation> beyond(LineId line, int wanted, Predicate<Promise> fits) {
        List<Allocation> ending = new ArrayList<>();
        LinePromises promises = line(line);
        int surplus = promises.pieces() - wanted;
        for (Promise promise : promises.order().descendingMap().values()) {
            int pieces = promises.of(promise);
            if (pieces > 0 && !fits.test(promise)) {
                ending.add(promise.quantity(line, pieces));
                surplus -= pieces;
            }
        }
        for (Promise promise : promises.order().descendingMap().values()) {
            int share = Math.min(surplus, promises.of(promise));
            if (share > 0 && fits.test(promise)) {
                ending.add(promise.quantity(line, share));
                surplus -= share;
            }
        }
        return ending;
    }

    private LinePromises line(LineId line) {
        return lines.getOrDefault(line, LinePromises.NONE);
    }

    private OrderPromises plus(List<Allocation> parts, int direction) {
        OrderPromises sum = this;
        for (Allocation part : parts) {
            sum =
                    sum.plus(
                            part.lineId(),
                            new Promise(part.item(), part.expiryDate(), part.location()),
                            direction * part.quantity());
        }
        return sum;
    }

    private OrderPromises plus(LineId line, Promise promise, int quantity) {
        LinePromises promises = line(line).plus(promise, quantity, next);
        StockPlace bin = new StockPlace(promise.item(), promise.location());
        int inBin = in(bin) + quantity;
        return new OrderPromises(
                next + 1,
                promises.promises().isEmpty() ? lines.minus(line) : lines.plus(line, promises),
                inBin == 0 ? bins.minus(bin) : bins.plus(bin, inBin));
    }
}
