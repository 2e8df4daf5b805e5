package io.lotline.projections.engine;

import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What events do to the documents of a view. Of the event that is folded it is worked out once,
/// however many documents it changes.
///
/// @param <E> one effect
public final class ByKey<E> {
    private final Function<WarehouseEvent, List<E>> effects;
    private final Function<E, String> key;
    private volatile @Nullable Known<E> last;

    private record Known<E>(WarehouseEvent event, Map<String, List<E>> effects) {}

    public ByKey(Function<WarehouseEvent, List<E>> effects, Function<E, String> key) {
        this.effects = effects;
        this.key = key;
    }

    public Set<String> keys(WarehouseEvent event) {
        return grouped(event).keySet();
    }

    public List<E> of(WarehouseEvent event, String wanted) {
        Known<E> known = last;
        if (known == null || known.event() != event) {
            known = new Known<>(event, grouped(event));
            last = known;
        }
        return known.effects().getOrDefault(wanted, List.of());
    }

    private Map<String, List<E>> grouped(WarehouseEvent event) {
        Map<String, List<E>> grouped = new LinkedHashMap<>();
        for (E effect : effects.apply(event)) {
            grouped.computeIfAbsent(key.apply(effect), _ -> new ArrayList<>()).add(effect);
        }
        return grouped;
    }
}
