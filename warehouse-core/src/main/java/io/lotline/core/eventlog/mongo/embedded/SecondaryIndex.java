package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An index that is not unique: from the values of its first field to the documents' keys, in
/// memory, made again at each start.
///
/// It costs about 100 bytes a distinct value and 8 bytes a document with a numeric key.
final class SecondaryIndex extends Index<Object> {
    private final Map<Object, Object> keysByValue = new ConcurrentHashMap<>();
    private final String field;
    private volatile boolean built;

    SecondaryIndex(String name, List<IndexKey> fields) {
        // "sparse" tells the collection that removing may find nothing
        super(name, fields, true);
        this.field = fields.getFirst().getKey();
    }

    String field() {
        return field;
    }

    boolean isBuilt() {
        return built;
    }

    void built() {
        built = true;
    }

    /// The keys of the documents with this value, for [Keys]; null for none. Any thread may ask
    /// whether there are some; to look at them is for who holds the collection.
    @Nullable Object keys(Object value) {
        return keysByValue.get(normalized(value));
    }

    /// Numbers of different types are equal.
    private static Object normalized(Object value) {
        return value instanceof String ? value : new KeyValue(value).normalized().get(0);
    }

    void put(Document document, Object key) {
        for (Object value : values(document)) {
            keysByValue.merge(value, key, Keys::with);
        }
    }

    private void take(Document document, Object key) {
        for (Object value : values(document)) {
            Object keys = keysByValue.get(value);
            if (keys != null && Keys.remove(keys, key)) {
                keysByValue.remove(value);
            }
        }
    }

    /// The values of the first field, without null: arrays have one for each element.

    private Set<Object> values(Document document) {
        Object value =
                field.indexOf('.') < 0
                        ? document.get(field)
                        : Utils.getSubdocumentValueCollectionAware(document, field);
        Set<Object> values = new HashSet<>();
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                collect(element, values);
            }
        } else {
            collect(value, values);
        }
        return values;
    }

    private static void collect(@Nullable Object value, Set<Object> values) {
        if (!Missing.isNullOrMissing(value) && value != null) {
            values.add(normalized(value));
        }
    }

    @Override
    public void add(Document document, Object key, MongoCollection<Object> collection) {
        if (built) {
            put(document, key);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        if (built) {
            take(document, Objects.requireNonNull(document.get("_id")));
        }
        return null;
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Object key,
            MongoCollection<Object> collection) {
        if (built && !values(oldDocument).equals(values(newDocument))) {
            take(oldDocument, key);
            put(newDocument, key);
        }
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // nothing is forbidden
    }

    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // nothing is forbidden
    }

    /// The collection plans with [#keys] itself.
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
        return keysByValue.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        keysByValue.clear();
    }
}
