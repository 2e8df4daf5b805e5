package io.lotline.core.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The stored form of events: JSON with the record's component names, dates as ISO 8601 text,
/// absent values left out.
public final class EventJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    private static final ClassValue<ObjectReader> READERS =
            new ClassValue<>() {
                @Override
                protected ObjectReader computeValue(Class<?> type) {
                    return MAPPER.readerFor(type);
                }
            };
    private static final ClassValue<ObjectWriter> WRITERS =
            new ClassValue<>() {
                @Override
                protected ObjectWriter computeValue(Class<?> type) {
                    return MAPPER.writerFor(type);
                }
            };

    private EventJson() {}

    public static String write(WarehouseEvent event) {
        return WRITERS.get(event.getClass()).writeValueAsString(event);
    }

    /// Reads a stored event; one of an earlier version as the current version would have stored it.
    ///
    /// @throws UnknownEvent if this version of Lotline does not know the name or cannot read the
    /// data
    public static WarehouseEvent read(String name, int version, String data) {
        Class<? extends WarehouseEvent> type = EventCatalogue.typeOf(name);
        if (type == null || version > EventCatalogue.versionOf(type)) {
            throw new UnknownEvent(
                    "the log holds %s version %d, which this Lotline does not know"
                            .formatted(name, version),
                    null);
        }
        int current = EventCatalogue.versionOf(type);
        try {
            String upcast =
                    version == current
                            ? data
                            : Upcasters.OF_THE_CATALOGUE.upcast(name, version, current, data);
            WarehouseEvent written = WrittenForm.read(type, upcast);
            return written == null ? readAny(type, upcast) : written;
        } catch (JacksonException e) {
            throw new UnknownEvent(
                    "stored data of %s version %d cannot be read".formatted(name, version), e);
        }
    }

    /// Jackson's reading: what an event's JSON means.
    static <T> T readAny(Class<T> type, String data) {
        return READERS.get(type).readValue(data);
    }

    /// A stored event that cannot be read: written by a newer Lotline, or damaged.
    public static final class UnknownEvent extends RuntimeException {
        UnknownEvent(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
