package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The units on board of a shipment of whose goods a consignee refused some: one of which all is
/// refused goes back as it is; refused goods leave the others.
final class RefusedUnits {
    private final Books books;
    private final Map<Sscc, LogisticUnit> aboard;
    private final Map<Key, Integer> onBoard = new HashMap<>();
    private final Map<Key, Integer> refused = new LinkedHashMap<>();
    private final Set<Key> wholly = new HashSet<>();

    /// Goods of an order that are all the same.
    private record Key(OrderId order, OrderBook.Kind kind) {
        static Key of(Load load) {
            return new Key(load.order(), new OrderBook.Kind(load.item(), load.serial()));
        }

        static @Nullable Key of(LogisticUnit.In in) {
            return in.order() == null
                    ? null
                    : new Key(in.order(), new OrderBook.Kind(in.item(), in.serial()));
        }
    }

    private RefusedUnits(Books books, Collection<Sscc> units, List<Load> all, List<Refused> back) {
        this.books = books;
        this.aboard = books.openAll(LogisticUnit.BOOK, units);
        all.forEach(load -> onBoard.merge(Key.of(load), load.quantity(), Integer::sum));
        for (Refused goods : back) {
            refused.merge(Key.of(goods.load()), goods.load().quantity(), Integer::sum);
        }
        refused.forEach(
                (key, quantity) -> {
                    if (quantity.equals(onBoard.get(key))) {
                        wholly.add(key);
                    }
                });
    }

    /// What leaves its unit at the door.
    ///
    /// @param units   all that left with the shipment
    /// @param onBoard all that is on board for the consignee
    static List<ItemUnpacked> unpacked(
            Books books, Collection<Sscc> units, List<Load> onBoard, List<Refused> refused) {
        return units.isEmpty() || refused.isEmpty()
                ? List.of()
                : new RefusedUnits(books, units, onBoard, refused).unpacked();
    }

    private List<ItemUnpacked> unpacked() {
        List<ItemUnpacked> unpacked = new ArrayList<>();
        refused.forEach(
                (key, quantity) ->
                        unpacked.addAll(
                                books.open(OrderBook.BOOK, key.order())
                                        .unpackingRefused(
                                                key.kind(),
                                                quantity,
                                                onBoard.getOrDefault(key, quantity),
                                                aboard.keySet(),
                                                this::isPure,
                                                this::goesBackWhole)));
        return unpacked;
    }

    private boolean isPure(Sscc unit) {
        LogisticUnit known = aboard.get(unit);
        return known != null && known.goods().size() == 1 && known.children().isEmpty();
    }

    /// Whether all is refused of the outermost unit on board in which it is.
    private boolean goesBackWhole(Sscc unit) {
        Sscc outer = unit;
        LogisticUnit now = aboard.get(outer);
        while (now != null && now.parent() != null && aboard.containsKey(now.parent())) {
            outer = now.parent();
            now = aboard.get(outer);
        }
        return !WholeUnit.holds(books, outer, in -> !wholly.contains(Key.of(in)));
    }
}
