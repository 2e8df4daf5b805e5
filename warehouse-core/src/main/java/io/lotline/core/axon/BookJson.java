package io.lotline.core.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPMap;
import org.pcollections.OrderedPSet;
import org.pcollections.PCollection;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.module.SimpleSerializers;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/// The states and keys of books as JSON. A map is a list of its entries, each a key followed by its
/// value, in the map's order: keys may be records.
final class BookJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility.withVisibility(
                                            PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY))
                    .addModule(new PersistentModule())
                    .build();

    private BookJson() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// @throws tools.jackson.core.JacksonException if that was not written of this type
    static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /// Maps as lists of entries; persistent maps and collections of the types that states have.
    private static final class PersistentModule extends SimpleModule {
        PersistentModule() {
            setSerializers(new EntrySerializers());
            setDeserializers(new PersistentDeserializers());
        }
    }

    private static final class EntrySerializers extends SimpleSerializers {
        @Override
        public @Nullable ValueSerializer<?> findMapSerializer(
                SerializationConfig config,
                MapType type,
                BeanDescription.Supplier description,
                com.fasterxml.jackson.annotation.JsonFormat.@Nullable Value format,
                @Nullable ValueSerializer<Object> keys,
                @Nullable TypeSerializer elementType,
                @Nullable ValueSerializer<Object> elements) {
            return new EntrySerializer();
        }
    }

    private static final class EntrySerializer extends ValueSerializer<Map<?, ?>> {
        @Override
        public void serialize(Map<?, ?> map, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            map.forEach(
                    (key, value) -> {
                        json.writePOJO(key);
                        json.writePOJO(value);
                    });
            json.writeEndArray();
        }
    }

    private static final class PersistentDeserializers extends SimpleDeserializers {
        private static final Map<Class<?>, Function<Map<Object, Object>, Map<?, ?>>> MAPS =
                Map.of(
                        Map.class,
                        map -> map,
                        PMap.class,
                        HashTreePMap::from,
                        OrderedPMap.class,
                        OrderedPMap::from,
                        TreePMap.class,
                        map -> sorted(map));

        private static final Map<Class<?>, Supplier<PCollection<Object>>> COLLECTIONS =
                Map.of(
                        PVector.class, TreePVector::empty,
                        TreePVector.class, TreePVector::empty,
                        PSet.class, HashTreePSet::empty,
                        OrderedPSet.class, OrderedPSet::empty,
                        TreePSet.class, () -> sortedSet());

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static Map<?, ?> sorted(Map<Object, Object> map) {
            return TreePMap.from((Map) map);
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static PCollection<Object> sortedSet() {
            return (PCollection) TreePSet.<String>empty();
        }

        @Override
        public @Nullable ValueDeserializer<?> findMapDeserializer(
                MapType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                @Nullable KeyDeserializer keys,
                @Nullable TypeDeserializer elementType,
                @Nullable ValueDeserializer<?> elements) {
            var made = MAPS.get(type.getRawClass());
            if (made == null) {
                throw new IllegalArgumentException("no book's state has maps like " + type);
            }
            return new EntryDeserializer(type.getKeyType(), type.getContentType(), made);
        }

        @Override
        public @Nullable ValueDeserializer<?> findCollectionDeserializer(
                CollectionType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                @Nullable TypeDeserializer elementType,
                @Nullable ValueDeserializer<?> elements) {
            var empty = COLLECTIONS.get(type.getRawClass());
            return empty == null ? null : new ElementDeserializer(type.getContentType(), empty);
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return MAPS.containsKey(type) || COLLECTIONS.containsKey(type);
        }
    }

    private static final class EntryDeserializer extends ValueDeserializer<Map<?, ?>> {
        private final JavaType keys;
        private final JavaType values;
        private final Function<Map<Object, Object>, Map<?, ?>> made;

        EntryDeserializer(
                JavaType keys, JavaType values, Function<Map<Object, Object>, Map<?, ?>> made) {
            this.keys = keys;
            this.values = values;
            this.made = made;
        }

        @Override
        public Map<?, ?> deserialize(JsonParser json, DeserializationContext context) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                Object key = context.readValue(json, keys);
                json.nextToken();
                entries.put(key, context.readValue(json, values));
            }
            return made.apply(entries);
        }
    }

    private static final class ElementDeserializer extends ValueDeserializer<Collection<?>> {
        private final JavaType elements;
        private final Supplier<PCollection<Object>> empty;

        ElementDeserializer(JavaType elements, Supplier<PCollection<Object>> empty) {
            this.elements = elements;
            this.empty = empty;
        }

        @Override
        public Collection<?> deserialize(JsonParser json, DeserializationContext context) {
            List<Object> read = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                read.add(context.readValue(json, elements));
            }
            return empty.get().plusAll(read);
        }
    }
}
