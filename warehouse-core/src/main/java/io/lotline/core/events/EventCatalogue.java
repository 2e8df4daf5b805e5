package io.lotline.core.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every event type with its stored name and version, found from the sealed hierarchy itself.
public final class EventCatalogue {
    private static final Map<String, Class<? extends WarehouseEvent>> BY_NAME =
            new LinkedHashMap<>();

    private static final ClassValue<Event> STORED =
            new ClassValue<>() {
                @Override
                protected Event computeValue(Class<?> type) {
                    Event event = type.getAnnotation(Event.class);
                    if (event == null) {
                        throw new IllegalStateException(type + " has no stored name");
                    }
                    return event;
                }
            };

    static {
        collect(WarehouseEvent.class);
    }

    private EventCatalogue() {}

    /// All event types.
    public static List<Class<? extends WarehouseEvent>> types() {
        return List.copyOf(BY_NAME.values());
    }

    /// The event types of one family.
    public static List<Class<? extends WarehouseEvent>> typesOf(
            Class<? extends WarehouseEvent> family) {
        return BY_NAME.values().stream().filter(family::isAssignableFrom).toList();
    }

    /// The stored name of an event type, namespace included, such as `lotline.GoodsReceived`.
    public static String nameOf(Class<? extends WarehouseEvent> type) {
        Event event = STORED.get(type);
        return event.namespace() + "." + event.name();
    }

    /// The version of the stored shape.
    public static int versionOf(Class<? extends WarehouseEvent> type) {
        return STORED.get(type).version();
    }

    /// The event type of a stored name, null if there is none.
    public static @Nullable Class<? extends WarehouseEvent> typeOf(String name) {
        return BY_NAME.get(name);
    }

    private static void collect(Class<?> type) {
        if (type.isInterface()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted);
            }
        } else {
            Class<? extends WarehouseEvent> event = type.asSubclass(WarehouseEvent.class);
            if (BY_NAME.put(nameOf(event), event) != null) {
                throw new IllegalStateException("two events are stored as " + nameOf(event));
            }
        }
    }
}
