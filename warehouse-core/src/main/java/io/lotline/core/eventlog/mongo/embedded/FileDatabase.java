package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/// A database: one map of the file for each collection.
final class FileDatabase extends AbstractSynchronizedMongoDatabase<Object> {
    static final String PREFIX = "documents.";

    private final MVStore file;
    private final IndexFiles indexes;

    FileDatabase(String name, MVStore file, IndexFiles indexes, CursorRegistry cursors) {
        super(name, cursors);
        this.file = file;
        this.indexes = indexes;
        initializeNamespacesAndIndexes();
    }

    /// The map of a collection, by its full name.
    static MVMap<Object, Document> documents(MVStore file, String namespace) {
        return file.openMap(
                PREFIX + namespace,
                new MVMap.Builder<Object, Document>()
                        .keyType(BsonType.KEY)
                        .valueType(BsonType.DOCUMENT));
    }

    /// The same map with its documents left as they are stored; for a file opened to be read.
    static MVMap<Object, byte[]> storedBytes(MVStore file, String namespace) {
        return file.openMap(
                PREFIX + namespace,
                new MVMap.Builder<Object, byte[]>()
                        .keyType(BsonType.KEY)
                        .valueType(new StoredBytes()));
    }

    private MVMap<Object, Document> documents(String collection) {
        return documents(file, getFullCollectionNamespace(collection));
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
            String name, CollectionOptions options) {
        FileCollection collection =
                new FileCollection(this, name, options, documents(name), cursorRegistry);
        indexes.opened(collection);
        return collection;
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> fields, boolean sparse) {
        return fields.size() == 1 && fields.getFirst().getKey().equals("_id")
                ? new PrimaryIndex(name, fields, documents(collection))
                : new UniqueIndex(name, fields, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> fields, boolean sparse) {
        return new SecondaryIndex(
                name,
                fields,
                indexes.of(
                        getFullCollectionNamespace(collection),
                        collection,
                        fields.getFirst().getKey(),
                        key -> documents(collection).get(key)));
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        file.removeMap(documents(name));
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        super.moveCollection(from, collection, newName);
        file.renameMap(
                ((FileCollection) collection).documents(),
                PREFIX + getFullCollectionNamespace(newName));
    }

    @Override
    protected long getStorageSize() {
        return file.getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
