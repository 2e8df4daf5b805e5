package io.lotline.core.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.decision.PagedMap.Inner;
import io.lotline.core.decision.PagedMap.Leaf;
import io.lotline.core.decision.PagedMap.Node;
import io.lotline.core.decision.PagedMap.Page;
import io.lotline.core.decision.PagedMap.Source;
import io.lotline.core.decision.PagedMap.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import tools.jackson.core.JacksonException;
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
///
/// With [Paging], a [PagedMap] of several pages is an object that names those below its root, and
/// so is each page that has others below it.
final class BookJson {
    private static final String LEAVES = "leaves";
    private static final String PAGES = "pages";

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

    /// The value without its pages, which are handed over before, those below first.
    static byte[] write(Object value, Paging paging) {
        return MAPPER.writer().withAttribute(Paging.class, paging).writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// @throws tools.jackson.core.JacksonException if that was not written of this type
    static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /// The value, whose pages are read when somebody looks into them.
    ///
    /// @throws tools.jackson.core.JacksonException if that was not written of this type
    static <T> T read(byte[] json, Class<T> type, Paging paging) {
        return MAPPER.readerFor(type).withAttribute(Paging.class, paging).readValue(json);
    }

    /// The names of all stored pages of a value.
    static Set<String> pages(Object value) {
        Names names = new Names(new HashSet<>());
        byte[] unused = MAPPER.writer().withAttribute(Names.class, names).writeValueAsBytes(value);
        return names.found();
    }

    private record Names(Set<String> found) {
        private <K extends Comparable<? super K>, V> void add(Node<K, V> node) {
            if (node instanceof Inner<K, V> inner) {
                for (Page<K, V> page : inner.pages()) {
                    Stored stored = page.stored();
                    if (stored != null) {
                        found.add(stored.id());
                    }
                    if (!inner.leaves()) {
                        add(page.node());
                    }
                }
            }
        }
    }

    /// Where the pages of a value are stored.
    interface Paging {
        /// How many entries a page holds at the most.
        int entriesPerPage();

        /// Takes over what is in a page, as JSON. The page is stored there once all of them are.
        <K extends Comparable<? super K>, V> Stored save(
                Page<K, V> page, byte[] content, Source<K, V> source);

        /// The JSON of a page.
        byte[] read(Stored page);

        /// What is in a page was read.
        <K extends Comparable<? super K>, V> void loaded(Page<K, V> page, Node<K, V> node);

        /// What is in a page is not JSON of its type.
        RuntimeException unreadable(Stored page, JacksonException cause);
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
            return type.hasRawClass(PagedMap.class)
                    ? new PagedMapSerializer<>(type)
                    : new EntrySerializer();
        }
    }

    private static final class PagedMapSerializer<K extends Comparable<? super K>, V>
            extends ValueSerializer<PagedMap<K, V>> {
        private final JavaType type;

        PagedMapSerializer(JavaType type) {
            this.type = type;
        }

        @Override
        public void serialize(
                PagedMap<K, V> map, JsonGenerator json, SerializationContext context) {
            Paging paging = (Paging) context.getAttribute(Paging.class);
            if (paging != null && map.root() instanceof Inner<K, V> root) {
                json.writeStartObject();
                json.writeBooleanProperty(LEAVES, root.leaves());
                json.writeArrayPropertyStart(PAGES);
                for (Page<K, V> page : root.pages()) {
                    Stored stored = stored(page, paging);
                    json.writePOJO(page.low());
                    json.writeNumber(page.count());
                    json.writeString(stored.id());
                    json.writeString(stored.sum());
                }
                json.writeEndArray();
                json.writeEndObject();
                return;
            }
            json.writeStartArray();
            if (context.getAttribute(Names.class) instanceof Names names) {
                names.add(map.root());
            } else {
                map.forEach(
                        (key, value) -> {
                            json.writePOJO(key);
                            json.writePOJO(value);
                        });
            }
            json.writeEndArray();
        }

        private Stored stored(Page<K, V> page, Paging paging) {
            Stored known = page.stored();
            if (known != null) {
                return known;
            }
            byte[] content =
                    MAPPER.writerFor(type)
                            .withAttribute(Paging.class, paging)
                            .writeValueAsBytes(PagedMap.of(page.node(), paging.entriesPerPage()));
            return paging.save(page, content, new PageReader<>(type, paging));
        }
    }

    /// Reads pages of a map of this type.
    private record PageReader<K extends Comparable<? super K>, V>(JavaType type, Paging paging)
            implements Source<K, V> {
        @Override
        public Node<K, V> read(Page<K, V> page) {
            Stored stored = Objects.requireNonNull(page.stored());
            byte[] content = paging.read(stored);
            try {
                PagedMap<K, V> read =
                        MAPPER.readerFor(type)
                                .withAttribute(Paging.class, paging)
                                .readValue(content);
                paging.loaded(page, read.root());
                return read.root();
            } catch (JacksonException e) {
                throw paging.unreadable(stored, e);
            }
        }
    }

    private static final class PagedMapDeserializer<K extends Comparable<? super K>, V>
            extends ValueDeserializer<PagedMap<K, V>> {
        private final JavaType type;

        PagedMapDeserializer(JavaType type) {
            this.type = type;
        }

        @Override
        public PagedMap<K, V> deserialize(JsonParser json, DeserializationContext context) {
            Paging paging = (Paging) context.getAttribute(Paging.class);
            if (json.currentToken() == JsonToken.START_ARRAY) {
                List<K> keys = new ArrayList<>();
                List<V> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    keys.add(context.readValue(json, type.getKeyType()));
                    json.nextToken();
                    values.add(context.readValue(json, type.getContentType()));
                }
                if (paging != null) {
                    return PagedMap.of(new Leaf<>(keys, values), paging.entriesPerPage());
                }
                PagedMap<K, V> map = PagedMap.empty();
                for (int i = 0; i < keys.size(); i++) {
                    map = map.plus(keys.get(i), values.get(i));
                }
                return map;
            }
            if (paging == null) {
                throw new IllegalArgumentException("the pages of %s are elsewhere".formatted(type));
            }
            PageReader<K, V> reader = new PageReader<>(type, paging);
            boolean leaves = false;
            List<Page<K, V>> pages = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                boolean isLeaves = json.currentName().equals(LEAVES);
                json.nextToken();
                if (isLeaves) {
                    leaves = json.getBooleanValue();
                    continue;
                }
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    K low = context.readValue(json, type.getKeyType());
                    int count = json.nextIntValue(0);
                    String id = json.nextStringValue();
                    Stored stored = new Stored(id, json.nextStringValue());
                    pages.add(Page.stored(low, count, stored, reader));
                }
            }
            return PagedMap.of(new Inner<>(pages, leaves), paging.entriesPerPage());
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
            if (type.hasRawClass(PagedMap.class)) {
                return new PagedMapDeserializer<>(type);
            }
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
            return type == PagedMap.class
                    || MAPS.containsKey(type)
                    || COLLECTIONS.containsKey(type);
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
