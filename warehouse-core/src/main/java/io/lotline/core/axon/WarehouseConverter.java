package io.lotline.core.axon;

import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;

/// Axon's converter for payloads: events to their stored JSON and back, without a search for a
/// route. Everything else must have the wanted type already.
public final class WarehouseConverter implements Converter {

    @Override
    public boolean canConvert(Type sourceType, Type targetType) {
        if (!(sourceType instanceof Class<?> source) || !(targetType instanceof Class<?> target)) {
            return false;
        }
        return target.isAssignableFrom(source)
                || (isEvent(source) && isText(target))
                || (isText(source) && isEvent(target));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T convert(@Nullable Object input, Type targetType) {
        if (input == null || !(targetType instanceof Class<?> target) || target.isInstance(input)) {
            return (T) input;
        }
        if (input instanceof WarehouseEvent event && isText(target)) {
            String json = EventJson.write(event);
            return (T) (target == String.class ? json : json.getBytes(StandardCharsets.UTF_8));
        }
        if (isText(input.getClass()) && isEvent(target)) {
            Class<? extends WarehouseEvent> type = target.asSubclass(WarehouseEvent.class);
            String json =
                    input instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : (String) input;
            return (T)
                    EventJson.read(
                            EventCatalogue.nameOf(type), EventCatalogue.versionOf(type), json);
        }
        throw new ConversionException(
                "%s cannot be made a %s".formatted(input.getClass(), targetType));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("form", "EventJson");
    }

    private static boolean isEvent(Class<?> type) {
        return WarehouseEvent.class.isAssignableFrom(type) && !type.isInterface();
    }

    private static boolean isText(Class<?> type) {
        return type == String.class || type == byte[].class;
    }
}
