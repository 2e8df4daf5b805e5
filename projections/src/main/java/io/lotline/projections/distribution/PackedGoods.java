package io.lotline.projections.distribution;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.projections.engine.LogReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The question what an order's goods are packed in, folded from the order's own events.
public final class PackedGoods {
    private static final Comparator<Packed> ORDER =
            Comparator.comparing((Packed each) -> each.shipment() == null)
                    .thenComparing(each -> Objects.toString(each.shipment(), ""))
                    .thenComparing(each -> each.unit() == null)
                    .thenComparing(each -> Objects.toString(each.unit(), ""))
                    .thenComparing(each -> each.item().di().value())
                    .thenComparing(each -> Objects.toString(each.item().lot(), ""))
                    .thenComparing(each -> Objects.toString(each.serial(), ""));

    private final LogReader log;

    public PackedGoods(EventLog log) {
        this.log = new LogReader(log);
    }

    /// Goods of an order that are together.
    ///
    /// @param shipment with which they left; null where they stand ready
    /// @param unit     the logistic unit that they are in; null for none
    public record Packed(
            @Nullable ShipmentId shipment,
            @Nullable Sscc unit,
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity) {}

    /// What there is of an order.
    ///
    /// @param goods    what left first, by shipment, unit, device, lot and serial number
    /// @param within   the units that are in others, with these
    /// @param position the last one that counted
    public record Answer(List<Packed> goods, Map<Sscc, Sscc> within, long position) {}

    /// What is picked for an order and stands ready, and what left. What left stays as it left,
    /// whatever comes back.
    public Answer of(OrderId order) {
        Fold fold = new Fold(order);
        long position =
                log.forEach(
                        Criteria.of(new Criterion(Set.of(Tags.order(order)), Set.of())),
                        null,
                        recorded -> fold.add(recorded.event()));
        return new Answer(fold.goods(), Map.copyOf(fold.within), position);
    }

    /// Goods that differ in nothing but where they are.
    private record Goods(StockItem item, @Nullable SerialNumber serial) {}

    private static final class Fold {
        private static final Optional<Sscc> LOOSE = Optional.empty();

        private final OrderId order;
        private final Map<Goods, Map<Optional<Sscc>, Integer>> standing = new LinkedHashMap<>();
        private final Map<Goods, LocalDate> expiry = new HashMap<>();
        private final Map<Packed, Integer> left = new LinkedHashMap<>();
        private final Map<Sscc, Sscc> within = new HashMap<>();

        Fold(OrderId order) {
            this.order = order;
        }

        void add(WarehouseEvent event) {
            if (event instanceof ItemPicked picked && picked.order().equals(order)) {
                Movement movement = picked.movement();
                Goods goods = new Goods(movement.item(), movement.serial());
                if (movement.expiryDate() != null) {
                    expiry.put(goods, movement.expiryDate());
                }
                plus(goods, LOOSE, movement.quantity());
            } else if (event instanceof ItemPacked packed && packed.order().equals(order)) {
                Goods goods = goodsOf(packed.goods());
                plus(goods, LOOSE, -packed.goods().quantity());
                plus(goods, Optional.of(packed.container()), packed.goods().quantity());
            } else if (event instanceof ItemUnpacked unpacked && order.equals(unpacked.order())) {
                unpacked(unpacked);
            } else if (event instanceof ItemPutBack back && back.order().equals(order)) {
                gone(back.movement());
            } else if (event instanceof GoodsReturned back && back.order().equals(order)) {
                gone(back.movement());
            } else if (event instanceof EventCorrected wrong) {
                wrong.movements().forEach(this::gone);
            } else if (event instanceof UnitHandled handled) {
                if (handled.outOf() != null) {
                    within.remove(handled.unit());
                }
                handled.parts().forEach(this::add);
            } else if (event instanceof UnitPacked packed) {
                within.put(packed.unit(), packed.container());
            } else if (event instanceof ShipmentDispatched dispatched) {
                List<Sscc> units = dispatched.units();
                Set<Sscc> onBoard = units == null ? Set.of() : Set.copyOf(units);
                dispatched.loads().stream()
                        .filter(load -> load.order().equals(order))
                        .forEach(load -> leave(dispatched.shipment(), onBoard, load));
            }
        }

        private static Goods goodsOf(Picked picked) {
            return new Goods(picked.item(), picked.serial());
        }

        private Map<Optional<Sscc>, Integer> placesOf(Goods goods) {
            return standing.computeIfAbsent(goods, _ -> new LinkedHashMap<>());
        }

        private void plus(Goods goods, Optional<Sscc> unit, int quantity) {
            placesOf(goods).merge(unit, quantity, Integer::sum);
        }

        /// Of goods that left, and are unpacked as they come back, none stand in the unit any more.
        private void unpacked(ItemUnpacked event) {
            Goods goods = goodsOf(event.goods());
            Optional<Sscc> unit = Optional.of(event.container());
            int there = Math.min(event.goods().quantity(), placesOf(goods).getOrDefault(unit, 0));
            plus(goods, unit, -there);
            plus(goods, LOOSE, there);
        }

        /// What stood ready for the order and went elsewhere.
        private void gone(Movement movement) {
            if (movement.from().equals(Place.order(order))) {
                plus(new Goods(movement.item(), movement.serial()), LOOSE, -movement.quantity());
            }
        }

        /// Goods left: in the units on board first, then loose, then wherever they are.
        private void leave(ShipmentId shipment, Set<Sscc> onBoard, Load load) {
            Goods goods = new Goods(load.item(), load.serial());
            List<Predicate<Optional<Sscc>>> ways =
                    List.of(
                            unit -> unit.filter(onBoard::contains).isPresent(),
                            Optional::isEmpty,
                            Optional::isPresent);
            int open = load.quantity();
            for (Predicate<Optional<Sscc>> way : ways) {
                for (Map.Entry<Optional<Sscc>, Integer> place : placesOf(goods).entrySet()) {
                    int taken = Math.min(open, place.getValue());
                    if (taken > 0 && way.test(place.getKey())) {
                        place.setValue(place.getValue() - taken);
                        open -= taken;
                        left.merge(
                                packed(shipment, place.getKey(), goods, load.expiryDate(), 0),
                                taken,
                                Integer::sum);
                    }
                }
            }
        }

        private static Packed packed(
                @Nullable ShipmentId shipment,
                Optional<Sscc> unit,
                Goods goods,
                @Nullable LocalDate expiryDate,
                int quantity) {
            return new Packed(
                    shipment,
                    unit.orElse(null),
                    goods.item(),
                    goods.serial(),
                    expiryDate,
                    quantity);
        }

        List<Packed> goods() {
            List<Packed> all = new ArrayList<>();
            left.forEach(
                    (what, quantity) ->
                            all.add(
                                    packed(
                                            what.shipment(),
                                            Optional.ofNullable(what.unit()),
                                            new Goods(what.item(), what.serial()),
                                            what.expiryDate(),
                                            quantity)));
            standing.forEach(
                    (goods, places) ->
                            places.forEach(
                                    (unit, quantity) -> {
                                        if (quantity > 0) {
                                            all.add(
                                                    packed(
                                                            null,
                                                            unit,
                                                            goods,
                                                            expiry.get(goods),
                                                            quantity));
                                        }
                                    }));
            all.sort(ORDER);
            return List.copyOf(all);
        }
    }
}
