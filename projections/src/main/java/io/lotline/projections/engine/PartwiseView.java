package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A view that is written against the events of single pieces: of a logistic unit that is handled
/// whole it folds what that means for each of them.
///
/// @param <D> the document
public abstract class PartwiseView<D> implements View<D> {
    private volatile @Nullable Known last;

    private record Known(WarehouseEvent event, Map<String, List<Recorded>> byKey) {}

    @Override
    public final Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof UnitHandled unit
                ? byKey(unit, recorded).keySet()
                : keysOf(recorded);
    }

    @Override
    public final @Nullable D fold(@Nullable D document, Recorded recorded, String key) {
        if (!(recorded.event() instanceof UnitHandled unit)) {
            return foldOne(document, recorded, key);
        }
        D now = document;
        for (Recorded part : byKey(unit, recorded).getOrDefault(key, List.of())) {
            now = foldOne(now, part, key);
        }
        return now;
    }

    /// As [View#keys], of an event of single pieces.
    protected abstract Set<String> keysOf(Recorded recorded);

    /// As [View#fold], of an event of single pieces.
    protected abstract @Nullable D foldOne(@Nullable D document, Recorded recorded, String key);

    private Map<String, List<Recorded>> byKey(UnitHandled unit, Recorded recorded) {
        Known known = last;
        if (known != null && known.event() == unit) {
            return known.byKey();
        }
        Map<String, List<Recorded>> byKey = new LinkedHashMap<>();
        for (WarehouseEvent event : unit.parts()) {
            Recorded part =
                    new Recorded(recorded.position(), recorded.at(), recorded.actor(), event);
            for (String key : new LinkedHashSet<>(keysOf(part))) {
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(part);
            }
        }
        last = new Known(unit, byKey);
        return byKey;
    }
}
