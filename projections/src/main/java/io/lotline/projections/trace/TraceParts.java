package io.lotline.projections.trace;

import io.lotline.core.events.Movement;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a step says about each of the goods in it. A step of ten thousand pieces is taken apart
/// once, so that what each piece costs does not follow the others.
final class TraceParts {
    private TraceParts() {}

    /// Says what goods belong to; null for none of them.
    @FunctionalInterface
    interface Part<K> {
        @Nullable K of(StockItem item, @Nullable SerialNumber serial);
    }

    /// The step once for each part that it has goods of, with these goods only.
    static <K> Map<K, Step> of(Step step, Part<K> part) {
        Map<K, List<Step.Goods>> goods = new LinkedHashMap<>();
        for (Step.Goods each : step.goods()) {
            K key = part.of(each.item(), each.serial());
            if (key != null) {
                goods.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
            }
        }
        Map<K, List<Movement>> movements = new LinkedHashMap<>();
        for (Movement m : step.movements()) {
            K key = part.of(m.item(), m.serial());
            if (key != null) {
                movements.computeIfAbsent(key, _ -> new ArrayList<>()).add(m);
            }
        }
        Set<K> keys = new LinkedHashSet<>(movements.keySet());
        keys.addAll(goods.keySet());
        Map<K, Step> parts = new LinkedHashMap<>();
        for (K key : keys) {
            parts.put(
                    key,
                    step.of(
                            goods.getOrDefault(key, List.of()),
                            movements.getOrDefault(key, List.of())));
        }
        return parts;
    }
}
