package io.lotline.api.eventlog;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.EventCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What of a stored event no answer shows: hashes of keys. A copy of the log for verifying and
/// restoring it is another thing, and whole.
final class Withheld {
    /// Members of events' data, by the events' stored names.
    static final Map<String, List<String>> MEMBERS =
            Map.of(EventCatalogue.nameOf(KeyIssued.class), List.of("secretHash"));

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Withheld() {}

    /// An event's data, and which of its members are not in it any more.
    record Shown(String data, List<String> withheld) {}

    static Shown of(StoredEvent event) {
        List<String> members = MEMBERS.get(event.name());
        if (members == null) {
            return new Shown(event.data(), List.of());
        }
        ObjectNode data = (ObjectNode) JSON.readTree(event.data());
        List<String> withheld = new ArrayList<>();
        for (String member : members) {
            if (data.remove(member) != null) {
                withheld.add(member);
            }
        }
        return new Shown(data.toString(), withheld);
    }
}
