package io.lotline.core.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Brings stored events of earlier versions to the one that is read today, version by version.
final class Upcasters {
    /// Those of the catalogue's events. No version so far was more than an addition.
    static final Upcasters OF_THE_CATALOGUE = new Upcasters(List.of());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<Step, Upcaster> steps = new HashMap<>();

    private record Step(String event, int from) {}

    Upcasters(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            if (steps.put(new Step(upcaster.event(), upcaster.from()), upcaster) != null) {
                throw new IllegalStateException(
                        "two upcasters read version %d of %s"
                                .formatted(upcaster.from(), upcaster.event()));
            }
        }
    }

    /// Stored data as the current version would have stored it. What needs no change is handed back
    /// as it is, unread.
    String upcast(String event, int version, int current, String data) {
        @Nullable ObjectNode changed = null;
        for (int from = version; from < current; from++) {
            Upcaster upcaster = steps.get(new Step(event, from));
            if (upcaster != null) {
                changed =
                        upcaster.change()
                                .apply(changed == null ? MAPPER.readValue(data, ObjectNode.class) : changed);
            }
        }
        return changed == null ? data : MAPPER.writeValueAsString(changed);
    }

    List<Upcaster> all() {
        return List.copyOf(steps.values());
    }
}
