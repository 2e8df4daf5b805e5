package io.lotline.core.distribution;

import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.KeyOrder;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
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
/// @param bins     how many pieces are promised to the order of an owner's lot in a bin
record OrderPromises(
        long next,
        PagedMap<LineId, Integer> pieces,
        PagedMap<OfLine, Made> promises,
        PagedMap<Turn, Promise> order,
        PagedMap<StockPlace, Integer> bins) {
    static final OrderPromises NONE =
            new OrderPromises(
                    0, PagedMap.empty(), PagedMap.empty(), PagedMap.empty(), PagedMap.empty());

    /// What was promised, and where.
    record Promise(StockItem item, @Nullable LocalDate expiryDate, Location location) {
        private static final Comparator<Promise> ORDER =
                Comparator.comparing(Promise::item, KeyOrder.ITEMS)
                        .thenComparing(Promise::expiryDate, KeyOrder.EXPIRIES)
                        .thenComparing(Promise::location, KeyOrder.LOCATIONS);

        Allocation quantity(LineId line, int quantity) {
            return new Allocation(line, item, expiryDate, location, quantity);
        }
    }

    /// A promise to a line.
    record OfLine(LineId line, Promise promise) implements Comparable<OfLine> {
        private static final Comparator<OfLine> ORDER =
                Comparator.comparing(OfLine::line).thenComparing(OfLine::promise, Promise.ORDER);

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

    /// About how many entries are not in stored pages.
    int unsaved() {
        return pieces.unsaved() + promises.unsaved() + order.unsaved() + bins.unsaved();
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

    /// How many pieces are promised to the order, whichever line, of an owner's lot in a bin.
    int in(StockPlace bin) {
        return bins.getOrDefault(bin, 0);
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
                plus(bins, new StockPlace(promise.item(), promise.location()), quantity));
    }

    private static <K extends Comparable<? super K>> PagedMap<K, Integer> plus(
            PagedMap<K, Integer> sums, K key, int quantity) {
        int sum = sums.getOrDefault(key, 0) + quantity;
        return sum == 0 ? sums.minus(key) : sums.plus(key, sum);
    }
}
