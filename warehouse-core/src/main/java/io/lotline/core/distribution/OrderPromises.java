package io.lotline.core.distribution;

import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.KeyOrder;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is promised to an order and not yet picked.
///
/// @param next     the number of the next promise to be made
/// @param pieces   how many pieces are promised to each line that has some
/// @param promises what is promised to which line
/// @param order    each line's promises in the order in which they were made
/// @param loose    how many pieces without serial numbers are promised, whichever the line
record OrderPromises(
        long next,
        PagedMap<LineId, Integer> pieces,
        PagedMap<OfLine, Made> promises,
        PagedMap<Turn, Promise> order,
        PagedMap<Promise, Integer> loose) {
    static final OrderPromises NONE =
            new OrderPromises(
                    0, PagedMap.empty(), PagedMap.empty(), PagedMap.empty(), PagedMap.empty());

    /// What was promised, and where.
    record Promise(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            Location location)
            implements Comparable<Promise> {
        private static final Comparator<Promise> ORDER =
                Comparator.comparing(Promise::item, KeyOrder.ITEMS)
                        .thenComparing(Promise::serial, KeyOrder.SERIALS)
                        .thenComparing(Promise::expiryDate, KeyOrder.EXPIRIES)
                        .thenComparing(Promise::location, KeyOrder.LOCATIONS);

        Allocation quantity(LineId line, int quantity) {
            return new Allocation(line, item, serial, expiryDate, location, quantity);
        }

        @Override
        public int compareTo(Promise other) {
            return ORDER.compare(this, other);
        }
    }

    /// A promise to a line.
    record OfLine(LineId line, Promise promise) implements Comparable<OfLine> {
        private static final Comparator<OfLine> ORDER =
                Comparator.comparing(OfLine::line).thenComparing(OfLine::promise);

        @Override
        public int compareTo(OfLine other) {
            return ORDER.compare(this, other);
        }
    }

    /// A promise's number in the order in which they were made, and how many pieces it is about.
    record Made(long number, int quantity) {}

    /// The promise to a line that was made as that number.
    record Turn(LineId line, long number) implements Comparable<Turn> {
        private static final Comparator<Turn> ORDER =
                Comparator.comparing(Turn::line).thenComparingLong(Turn::number);

        @Override
        public int compareTo(Turn other) {
            return ORDER.compare(this, other);
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

    /// About how many entries are not in stored pages.
    int unsaved() {
        return pieces.unsaved() + promises.unsaved() + order.unsaved() + loose.unsaved();
    }

    /// How many pieces are promised to a line.
    int of(LineId line) {
        return pieces.getOrDefault(line, 0);
    }

    /// How many pieces are promised to a line in this very bin.
    int of(LineId line, Promise promise) {
        Made made = promises.get(new OfLine(line, promise));
        return made == null ? 0 : made.quantity();
    }

    /// How many pieces without serial numbers are promised to the order, whichever line.
    int of(Promise promise) {
        return loose.getOrDefault(promise, 0);
    }

    /// All of them, in the order in which they were made.
    List<Allocation> all() {
        Map<Long, Allocation> all = new TreeMap<>();
        promises.forEach(
                (promise, made) -> {
                    if (made.quantity() > 0) {
                        all.put(
                                made.number(),
                                promise.promise().quantity(promise.line(), made.quantity()));
                    }
                });
        return List.copyOf(all.values());
    }

    /// So many pieces of a line's promises in other bins, the last made first.
    List<Allocation> elsewhere(LineId line, Promise here, int quantity) {
        List<Allocation> elsewhere = new ArrayList<>();
        if (quantity <= 0) {
            return elsewhere;
        }
        int open = quantity;
        for (Map.Entry<Turn, Promise> last : order.downFrom(new Turn(line, Long.MAX_VALUE))) {
            if (open <= 0 || !last.getKey().line().equals(line)) {
                break;
            }
            Promise promise = last.getValue();
            int share = Math.min(open, of(line, promise));
            if (share > 0 && !promise.equals(here)) {
                elsewhere.add(promise.quantity(line, share));
                open -= share;
            }
        }
        return elsewhere;
    }

    /// A line's promises that are to end so that no more than `wanted` pieces stay promised to it:
    /// those that do not fit any more, then the last made first.
    List<Allocation> beyond(LineId line, int wanted, Predicate<Promise> fits) {
        List<Allocation> ending = new ArrayList<>();
        List<Allocation> fitting = new ArrayList<>();
        for (Map.Entry<Turn, Promise> last : order.downFrom(new Turn(line, Long.MAX_VALUE))) {
            if (!last.getKey().line().equals(line)) {
                break;
            }
            Promise promise = last.getValue();
            int pieces = of(line, promise);
            if (pieces > 0) {
                (fits.test(promise) ? fitting : ending).add(promise.quantity(line, pieces));
            }
        }
        int surplus = fitting.stream().mapToInt(Allocation::quantity).sum() - wanted;
        for (Allocation promise : fitting) {
            int share = Math.min(surplus, promise.quantity());
            if (share > 0) {
                ending.add(promise.pieces(share));
                surplus -= share;
            }
        }
        return ending;
    }

    private OrderPromises plus(LineId line, Promise promise, int quantity) {
        OfLine which = new OfLine(line, promise);
        Made made = promises.getOrDefault(which, new Made(next, 0));
        Turn turn = new Turn(line, made.number());
        int sum = made.quantity() + quantity;
        return new OrderPromises(
                next + 1,
                plus(pieces, line, quantity),
                sum == 0
                        ? promises.minus(which)
                        : promises.plus(which, new Made(made.number(), sum)),
                sum == 0 ? order.minus(turn) : order.plus(turn, promise),
                promise.serial() == null ? plus(loose, promise, quantity) : loose);
    }

    private static <K extends Comparable<? super K>> PagedMap<K, Integer> plus(
            PagedMap<K, Integer> sums, K key, int quantity) {
        int sum = sums.getOrDefault(key, 0) + quantity;
        return sum == 0 ? sums.minus(key) : sums.plus(key, sum);
    }
}
