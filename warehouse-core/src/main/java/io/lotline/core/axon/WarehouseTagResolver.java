package io.lotline.core.axon;

import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/// The tags of an event: what it is about, and the request that caused it.
final class WarehouseTagResolver implements TagResolver {

    @Override
    public Set<Tag> resolve(EventMessage event) {
        if (!(event.payload() instanceof WarehouseEvent payload)) {
            throw new IllegalArgumentException("%s is no event of Lotline".formatted(event.type()));
        }
        Set<Tag> tags = AxonCriteria.tagsToAxon(payload.tags());
        Metadata metadata = event.metadata();
        String actor = metadata.get(RequestMetadata.ACTOR);
        String key = metadata.get(RequestMetadata.REQUEST_KEY);
        if (actor != null && key != null) {
            io.lotline.core.eventlog.Tag request = Tags.request(actor, key);
            tags.add(new Tag(request.key(), request.value()));
        }
        return tags;
    }
}
