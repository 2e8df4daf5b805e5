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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The units on board of a shipment of whose goods a consignee refused some: one of which all is
/// refused goes back as it is; refused goods leave the others.
///
/// @param unpacked what leaves its unit at the door
record RefusedUnits(List<ItemUnpacked> unpacked) {
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

    /// @param units   all that left with the shipment
    /// @param onBoard all that is on board for the consignee
    static RefusedUnits reading(
            Books books, Collection<Sscc> units, List<Load> onBoard, List<Refused> refused) {
        if (units.isEmpty() || refused.isEmpty()) {
            return new RefusedUnits(List.of());
        }
        Map<Key, Integer> all = new HashMap<>();
        onBoard.forEach(load -> all.merge(Key.of(load), load.quantity(), Integer::sum));
        Map<Key, Integer> back = new LinkedHashMap<>();
        refused.forEach(
                goods -> back.merge(Key.of(goods.load()), goods.load().quantity(), Integer::sum));
        Set<Key> wholly = new HashSet<>();
        back.forEach(
                (key, quantity) -> {
                    if (quantity.equals(all.get(key))) {
                        wholly.add(key);
                    }
                });
        Set<Sscc> aboard = new LinkedHashSet<>(units);
        Map<Sscc, LogisticUnit> known = books.openAll(LogisticUnit.BOOK, aboard);
        Map<Sscc, Boolean> whole = new HashMap<>();
        List<ItemUnpacked> unpacked = new ArrayList<>();
        back.forEach(
                (key, quantity) ->
                        unpacked.addAll(
                                books.open(OrderBook.BOOK, key.order())
                                        .unpackingRefused(
                                                key.kind(),
                                                quantity,
                                                all.getOrDefault(key, quantity),
                                                aboard,
                                                unit -> isPure(known.get(unit)),
                                                unit ->
                                                        whole.computeIfAbsent(
                                                                outermost(unit, known),
                                                                outer ->
                                                                        !WholeUnit.holds(
                                                                                books,
                                                                                outer,
                                                                                in ->
                                                                                        !wholly
                                                                                                .contains(
                                                                                                        Key
                                                                                                                .of(
                                                                                                                        in)))))));
        return new RefusedUnits(unpacked);
    }

    private static boolean isPure(@Nullable LogisticUnit unit) {
        return unit != null && unit.goods().size() == 1 && unit.children().isEmpty();
    }

    /// The unit on board in which it is, or itself.
    private static Sscc outermost(Sscc unit, Map<Sscc, LogisticUnit> aboard) {
        Sscc outer = unit;
        LogisticUnit now = aboard.get(outer);
        while (now != null && now.parent() != null && aboard.containsKey(now.parent())) {
            outer = now.parent();
            now = aboard.get(outer);
        }
        return outer;
    }
}
