package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// The index of `_id`, which is the map of documents itself.
final class PrimaryIndex extends Index<Object> {
    private static final String ID = "_id";

    private final MVMap<Object, Document> documents;

    PrimaryIndex(String name, List<IndexKey> fields, MVMap<Object, Document> documents) {
        super(name, fields, false);
        this.documents = documents;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        Object key = document.get(ID);
        if (documents.containsKey(key)) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
        }
    }

    @Override
    public void add(Document document, Object key, MongoCollection<Object> collection) {
        // the document is in the map
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        Object key = document.get(ID);
        return documents.containsKey(key) ? key : null;
    }

    @Override
    public @Nullable Object remove(Document document) {
        return getPosition(document);
    }

    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // an update cannot change the _id
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Object key,
            MongoCollection<Object> collection) {
        // an update cannot change the _id
    }

    /// The collection plans with the map itself.
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
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        // goes with the map
    }
}
