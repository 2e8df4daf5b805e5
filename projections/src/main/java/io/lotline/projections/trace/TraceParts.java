package io.lotline.projections.trace;

import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an event says about each of the goods in it. An event of ten thousand pieces is taken apart
/// once, so that what each piece costs does not follow the others.
final class TraceParts {
    private TraceParts() {}

    /// Says what goods belong to; null for none of them.
    @FunctionalInterface
    interface Part<K> {
        @Nullable K of(StockItem item, @Nullable SerialNumber serial);
    }

    /// The event once for each part that it has goods of, with these goods only.
    static <K> Map<K, WarehouseEvent> of(WarehouseEvent event, Part<K> part) {
        if (event instanceof ShipmentDispatched e) {
            return split(
                    e.loads(),
                    e.movements(),
                    part,
                    (loads, movements) -> new ShipmentDispatched(e.shipment(), loads, movements));
        }
        if (event instanceof ShipmentDelivered e) {
            return split(
                    e.loads(),
                    e.movements(),
                    part,
                    (loads, movements) ->
                            new ShipmentDelivered(
                                    e.shipment(),
                                    e.consignee(),
                                    e.receivedBy(),
                                    e.evidence(),
                                    loads,
                                    movements));
        }
        if (event instanceof GoodsInspected e) {
            return split(
                    List.of(),
                    e.movements(),
                    part,
                    (_, movements) ->
                            new GoodsInspected(
                                    e.notice(),
                                    e.item(),
                                    e.conclusion(),
                                    e.quantity(),
                                    e.reason(),
                                    movements));
        }
        Map<K, WarehouseEvent> whole = new LinkedHashMap<>();
        for (Movement m : event.movements()) {
            put(whole, part.of(m.item(), m.serial()), event);
        }
        if (event instanceof StockCounted counted) {
            put(whole, part.of(counted.item(), null), event);
        }
        Picked goods = picked(event);
        if (goods != null) {
            put(whole, part.of(goods.item(), goods.serial()), event);
        }
        return whole;
    }

    private static @Nullable Picked picked(WarehouseEvent event) {
        if (event instanceof ItemChecked checked) {
            return checked.goods();
        }
        return event instanceof ItemPacked packed ? packed.goods() : null;
    }

    private static <K> void put(
            Map<K, WarehouseEvent> parts, @Nullable K part, WarehouseEvent event) {
        if (part != null) {
            parts.put(part, event);
        }
    }

    @FunctionalInterface
    private interface Joined {
        WarehouseEvent of(List<Load> loads, List<Movement> movements);
    }

    private static <K> Map<K, WarehouseEvent> split(
            List<Load> loads, List<Movement> movements, Part<K> part, Joined joined) {
        Map<K, List<Load>> loadsOf = new LinkedHashMap<>();
        for (Load load : loads) {
            K key = part.of(load.item(), load.serial());
            if (key != null) {
                loadsOf.computeIfAbsent(key, _ -> new ArrayList<>()).add(load);
            }
        }
        Map<K, List<Movement>> movementsOf = new LinkedHashMap<>();
        for (Movement m : movements) {
            K key = part.of(m.item(), m.serial());
            if (key != null) {
                movementsOf.computeIfAbsent(key, _ -> new ArrayList<>()).add(m);
            }
        }
        Set<K> keys = new LinkedHashSet<>(movementsOf.keySet());
        keys.addAll(loadsOf.keySet());
        Map<K, WarehouseEvent> parts = new LinkedHashMap<>();
        for (K key : keys) {
            parts.put(
                    key,
                    joined.of(
                            loadsOf.getOrDefault(key, List.of()),
                            movementsOf.getOrDefault(key, List.of())));
        }
        return parts;
    }
}
