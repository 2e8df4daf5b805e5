package io.lotline.core.axon;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;

/// An event of the log as Axon's message. Its payload is read from JSON when it is first asked for,
/// so an event that nobody handles costs nothing, and one that cannot be read fails where it is
/// handled.
public final class StoredEventMessage implements EventMessage {
    private final StoredEvent stored;
    private @Nullable WarehouseEvent payload;

    StoredEventMessage(StoredEvent stored) {
        this.stored = stored;
    }

    /// The event as the log keeps it.
    public StoredEvent stored() {
        return stored;
    }

    /// The event itself.
    ///
    /// @throws io.lotline.core.events.EventJson.UnknownEvent if this Lotline cannot read it
    @Override
    public WarehouseEvent payload() {
        // two threads may both read it: they read the same
        WarehouseEvent read = payload;
        if (read == null) {
            read = EventJson.read(stored.name(), stored.version(), stored.data());
            payload = read;
        }
        return read;
    }

    @Override
    public String identifier() {
        return stored.id();
    }

    @Override
    public MessageType type() {
        return WarehouseMessageTypes.ofStored(stored.name(), stored.version());
    }

    @Override
    public Instant timestamp() {
        return stored.at();
    }

    @Override
    public Metadata metadata() {
        return metadataOf(stored);
    }

    @Override
    public Class<?> payloadType() {
        Class<?> type = EventCatalogue.typeOf(stored.name());
        return type == null ? String.class : type;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T payloadAs(Type type, @Nullable Converter converter) {
        if (type instanceof Class<?> wanted && wanted.isAssignableFrom(payloadType())) {
            return (T) payload();
        }
        if (type == String.class) {
            return (T) stored.data();
        }
        if (converter == null) {
            throw new IllegalArgumentException("%s is no %s".formatted(stored.name(), type));
        }
        return converter.convert(payload(), type);
    }

    @Override
    public EventMessage withMetadata(Map<String, String> metadata) {
        return new GenericEventMessage(
                stored.id(), type(), payload(), Metadata.from(metadata), stored.at());
    }

    @Override
    public EventMessage andMetadata(Map<String, String> metadata) {
        return metadata.isEmpty() ? this : withMetadata(metadata().mergedWith(metadata));
    }

    @Override
    public EventMessage withConvertedPayload(Type type, Converter converter) {
        if (type instanceof Class<?> wanted && wanted.isAssignableFrom(payloadType())) {
            return this;
        }
        return new GenericEventMessage(
                stored.id(), type(), payloadAs(type, converter), metadata(), stored.at());
    }

    @Override
    public String toString() {
        return "%s at %d".formatted(type(), stored.position());
    }

    static Metadata metadataOf(StoredEvent stored) {
        Map<String, String> entries = new HashMap<>(stored.meta());
        if (!stored.actor().equals(EventLogStorageEngine.NOBODY)) {
            entries.put(RequestMetadata.ACTOR, stored.actor());
        }
        return Metadata.from(entries);
    }
}
