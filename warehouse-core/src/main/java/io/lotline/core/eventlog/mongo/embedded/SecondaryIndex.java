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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An index that is not unique: from the values of its first field to the documents' keys.
final class SecondaryIndex extends Index<Object> {
    private final Postings postings;
    private final String field;
    private volatile boolean built;

    SecondaryIndex(String name, List<IndexKey> fields, Postings postings) {
        // "sparse" tells the collection that removing may find nothing
        super(name, fields, true);
        this.postings = postings;
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

    /// Which documents have a value, in the form of [#normalized].
    Postings postings() {
        return postings;
    }

    /// Numbers of different types are equal.
    static Object normalized(Object value) {
        return value instanceof String ? value : new KeyValue(value).normalized().get(0);
    }

    void put(Document document, Object key) {
        postings.put(values(document), key);
    }

    private void take(Document document, Object key) {
        postings.take(values(document), key);
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

    /// The collection plans with [#postings] itself.
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
        return postings.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        postings.clear();
    }
}
