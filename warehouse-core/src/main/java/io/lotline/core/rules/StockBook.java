package io.lotline.core.rules;

import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// Quantities by place: the sum of movements. Cells that come to zero are dropped; the others stand
/// in the order in which goods first came to them.
public record StockBook(OrderedPMap<Cell, Integer> cells) {
    public static final StockBook EMPTY = new StockBook(OrderedPMap.empty());

    /// The same goods with the same status in the same place.
    public record Cell(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            Place place,
            QualityStatus status) {
        /// A movement of a part of this cell.
        public Movement to(Place target, QualityStatus targetStatus, int quantity) {
            return new Movement(
                    item, serial, expiryDate, quantity, place, target, status, targetStatus);
        }
    }

    /// A part of a cell.
    public record Part(Cell cell, int quantity) {}

    /// The book after the movements, as far as `kept` cells are concerned.
    public StockBook after(List<Movement> movements, Predicate<Cell> kept) {
        if (movements.isEmpty()) {
            return this;
        }
        StockBook book = this;
        for (Movement m : movements) {
            Cell from = new Cell(m.item(), m.serial(), m.expiryDate(), m.from(), m.fromStatus());
            Cell to = new Cell(m.item(), m.serial(), m.expiryDate(), m.to(), m.toStatus());
            book = kept.test(from) ? book.plus(from, -m.quantity()) : book;
            book = kept.test(to) ? book.plus(to, m.quantity()) : book;
        }
        return book;
    }

    /// The book with so many more in a cell; fewer where it is negative.
    public StockBook plus(Cell cell, int quantity) {
        int sum = cells.getOrDefault(cell, 0) + quantity;
        return new StockBook(sum == 0 ? cells.minus(cell) : cells.plus(cell, sum));
    }

    public int sum(Predicate<Cell> which) {
        int sum = 0;
        for (Map.Entry<Cell, Integer> entry : cells.entrySet()) {
            if (which.test(entry.getKey())) {
                sum += entry.getValue();
            }
        }
        return sum;
    }

    /// The cells that hold something of what is asked for, in their order.
    public List<Part> parts(Predicate<Cell> which) {
        List<Part> parts = new ArrayList<>();
        cells.forEach(
                (cell, quantity) -> {
                    if (quantity > 0 && which.test(cell)) {
                        parts.add(new Part(cell, quantity));
                    }
                });
        return parts;
    }

    /// How many pieces the parts are together.
    public static int sum(List<Part> parts) {
        return parts.stream().mapToInt(Part::quantity).sum();
    }

    /// The parts with those that expire first in front; otherwise their order stays.
    public static List<Part> firstExpiredFirst(List<Part> parts) {
        List<Part> sorted = new ArrayList<>(parts);
        sorted.sort(
                Comparator.comparing(
                        part -> part.cell().expiryDate(),
                        Comparator.nullsLast(Comparator.naturalOrder())));
        return sorted;
    }

    /// At most `quantity` from the parts, in their order.
    public static List<Part> take(List<Part> parts, int quantity) {
        List<Part> taken = new ArrayList<>();
        int open = quantity;
        for (Part part : parts) {
            int share = Math.min(open, part.quantity());
            if (share > 0) {
                taken.add(new Part(part.cell(), share));
                open -= share;
            }
        }
        return taken;
    }
}
