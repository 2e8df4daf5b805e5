package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.jspecify.annotations.Nullable;

/// The names of messages: events by their stored name and version, commands by their own.
public final class WarehouseMessageTypes implements MessageTypeResolver {
    static final MessageType ANSWER = new MessageType("lotline.command", "Answer", "1");

    private static final ClassValue<Optional<MessageType>> TYPES =
            new ClassValue<>() {
                @Override
                protected Optional<MessageType> computeValue(Class<?> type) {
                    return Optional.ofNullable(name(type));
                }
            };
    private static final Map<String, MessageType> STORED = new ConcurrentHashMap<>();

    @Override
    public Optional<MessageType> resolve(Class<?> payloadType) {
        return TYPES.get(payloadType);
    }

    static MessageType of(Class<?> payloadType) {
        return TYPES.get(payloadType)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        payloadType + " is neither an event nor a command"));
    }

    /// The type of an event of the log, whether this Lotline knows it or not.
    static MessageType ofStored(String name, int version) {
        MessageType type = STORED.get(name);
        if (type == null || !type.version().equals(Integer.toString(version))) {
            type = new MessageType(new QualifiedName(name), Integer.toString(version));
            STORED.put(name, type);
        }
        return type;
    }

    private static @Nullable MessageType name(Class<?> type) {
        if (WarehouseEvent.class.isAssignableFrom(type) && !type.isInterface()) {
            Class<? extends WarehouseEvent> event = type.asSubclass(WarehouseEvent.class);
            return new MessageType(
                    new QualifiedName(EventCatalogue.nameOf(event)),
                    Integer.toString(EventCatalogue.versionOf(event)));
        }
        if (Command.class.isAssignableFrom(type) && !type.isInterface()) {
            return new MessageType("lotline.command", type.getSimpleName(), "1");
        }
        return CommandDesk.Answer.class.isAssignableFrom(type) ? ANSWER : null;
    }
}
