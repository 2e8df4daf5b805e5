package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.BinStock.Boxed;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.values.Place;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goods that leave a bin by their own label leave the logistic unit that they lie in, and that is
/// said. Of goods without serial numbers those go first that lie in no unit.
public final class Unpacking {
    private Unpacking() {}

    /// The step, with what leaves its unit by it.
    public static Outcome with(Books books, Outcome outcome, @Nullable Scan scan) {
        if (books instanceof WholeUnit.Meanwhile
                || !(outcome instanceof Outcome.Accepted(List<WarehouseEvent> events))) {
            return outcome;
        }
        List<WarehouseEvent> all = new ArrayList<>();
        Map<BinGoods, Integer> taken = new HashMap<>();
        for (WarehouseEvent event : events) {
            for (Movement m : event.movements()) {
                if (m.from().kind() == Place.Kind.LOCATION && !m.from().equals(m.to())) {
                    add(all, books, m, taken, scan);
                }
            }
        }
        if (all.isEmpty()) {
            return outcome;
        }
        all.addAll(events);
        return new Outcome.Accepted(all);
    }

    private record BinGoods(
            io.lotline.core.events.StockItem item, @Nullable LocalDate expiryDate, Place from) {}

    private static void add(
            List<WarehouseEvent> events,
            Books books,
            Movement m,
            Map<BinGoods, Integer> taken,
            @Nullable Scan scan) {
        if (m.serial() != null) {
            Sscc unit = books.open(SharedBooks.SERIAL, new Piece(m.item().di(), m.serial())).unit();
            if (unit != null) {
                events.add(
                        new ItemUnpacked(
                                null, unit, new Picked(m.item(), m.serial(), 1), m.from(), scan));
            }
            return;
        }
        BinGoods goods = new BinGoods(m.item(), m.expiryDate(), m.from());
        int before = taken.getOrDefault(goods, 0);
        taken.put(goods, before + m.quantity());
        BinStock bin =
                books.open(
                        SharedBooks.BIN,
                        new LotInBin(m.item().di(), m.item().lot(), m.from().asLocation()));
        int loose = bin.loose(m.item().owner(), m.expiryDate());
        int skipped = Math.max(0, before - loose);
        int open = Math.max(0, before + m.quantity() - loose) - skipped;
        for (Map.Entry<Boxed, Integer> entry : bin.boxed().entrySet()) {
            Boxed boxed = entry.getKey();
            if (open > 0
                    && boxed.owner().equals(m.item().owner())
                    && java.util.Objects.equals(boxed.expiryDate(), m.expiryDate())) {
                int there = Math.max(0, entry.getValue() - skipped);
                skipped = Math.max(0, skipped - entry.getValue());
                int part = Math.min(open, there);
                if (part > 0) {
                    events.add(
                            new ItemUnpacked(
                                    null,
                                    boxed.unit(),
                                    new Picked(m.item(), null, part),
                                    m.from(),
                                    scan));
                    open -= part;
                }
            }
        }
    }
}
