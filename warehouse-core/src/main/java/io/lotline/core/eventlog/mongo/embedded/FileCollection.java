package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ImmutableFieldException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection whose documents are one sorted map of the file.
///
/// A document in the map never changes: an update works on a copy and puts that. So answers can be
/// encoded, and pages written, while other commands run.
final class FileCollection extends AbstractSynchronizedMongoCollection<Object> {
    private static final int KEEP_EVERY = 1_000;
    private static final String KEY = "_id";

    private final MVMap<Object, Document> documents;
    private boolean updating;

    /// Whether a client is being answered, in batches; what works here itself wants all at once.
    private boolean answering;

    FileCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    MVMap<Object, Document> documents() {
        return documents;
    }

    @Override
    public synchronized void addIndex(Index<Object> index) {
        if (index instanceof SecondaryIndex
                && getIndexes().stream().noneMatch(i -> i.getName().equals(index.getName()))) {
            // filled when it is first needed, all indexes in one pass
            getIndexes().add(index);
        } else {
            super.addIndex(index);
        }
    }

    /// Whether a document may have this value in a field that an index begins with; false only if
    /// none has.
    boolean mayHold(String field, Object value) {
        for (Index<Object> index : getIndexes()) {
            if (index instanceof SecondaryIndex secondary && secondary.field().equals(field)) {
                if (!secondary.isBuilt()) {
                    buildIndexes();
                }
                return secondary.postings().mayHold(SecondaryIndex.normalized(value));
            }
        }
        throw new IllegalArgumentException("no index begins with " + field);
    }

    synchronized void buildIndexes() {
        List<SecondaryIndex> empty = new ArrayList<>();
        for (Index<Object> index : getIndexes()) {
            if (index instanceof SecondaryIndex secondary && !secondary.isBuilt()) {
                empty.add(secondary);
            }
        }
        if (empty.isEmpty()) {
            return;
        }
        org.h2.mvstore.Cursor<Object, Document> cursor = documents.cursor(firstUnknown(empty));
        for (int count = 1; cursor.hasNext(); count++) {
            Object key = cursor.next();
            for (SecondaryIndex index : empty) {
                Object known = index.postings().knownUpTo();
                if (known == null || BsonType.KEY.compare(key, known) > 0) {
                    index.put(cursor.getValue(), key);
                }
            }
            if (count % KEEP_EVERY == 0) {
                empty.forEach(index -> index.postings().keep());
            }
        }
        empty.forEach(SecondaryIndex::built);
    }

    /// A key such that all documents before it are known to all of these indexes; null for none.
    private static @Nullable Object firstUnknown(List<SecondaryIndex> indexes) {
        Object first = null;
        for (SecondaryIndex index : indexes) {
            Object known = index.postings().knownUpTo();
            if (known == null) {
                return null;
            }
            if (first == null || BsonType.KEY.compare(known, first) < 0) {
                first = known;
            }
        }
        return first;
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        String idField = getIdField();
        Object key = idField == null ? UUID.randomUUID() : document.get(idField);
        documents.put(Objects.requireNonNull(key, "a document without _id"), document);
        return key;
    }

    @Override
    protected @Nullable Document getDocument(Object key) {
        return documents.get(key);
    }

    @Override
    protected void removeDocument(Object key) {
        if (documents.remove(key) == null) {
            throw new NoSuchElementException("No document with key " + key);
        }
    }

    @Override
    protected void handleUpdate(Object key, Document oldDocument, Document newDocument) {
        documents.put(key, newDocument);
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters filters,
            boolean multi,
            boolean upsert,
            Oplog oplog) {
        if (!multi && !upsert && isWhole(update)) {
            buildIndexes();
            Document known = named(selector);
            if (known != null) {
                return replaced(known, update);
            }
        }
        updating = true;
        try {
            return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
        } finally {
            updating = false;
        }
    }

    private static boolean isWhole(Document update) {
        return update.keySet().stream().noneMatch(field -> field.startsWith("$"));
    }

    /// The document that a selector names by its key and, if at all, whole numbers of other fields;
    /// null where there is none, or where the selector asks for more than that.
    private @Nullable Document named(Document selector) {
        if (!(selector.get(KEY) instanceof String key)) {
            return null;
        }
        Document known = documents.get(key);
        if (known == null) {
            return null;
        }
        for (Map.Entry<String, Object> each : selector.entrySet()) {
            boolean same =
                    each.getKey().equals(KEY)
                            || (each.getValue() instanceof Long wanted
                                    && known.get(each.getKey()) instanceof Long value
                                    && value.equals(wanted));
            if (!same) {
                return null;
            }
        }
        return known;
    }

    /// Views write so for each event. The usual way copies the document twice, which was an eighth
    /// of a scan's work here (docs/decisions/0053).
    private Document replaced(Document known, Document update) {
        Object key = Objects.requireNonNull(known.get(KEY));
        Document document = new Document(KEY, key);
        document.putAll(update);
        if (!key.equals(document.get(KEY))) {
            throw new ImmutableFieldException("a document keeps its _id " + key);
        }
        Utils.validateFieldNames(document);
        boolean changes = !document.equals(known);
        if (changes) {
            for (Index<Object> index : getIndexes()) {
                index.checkUpdate(known, document, this);
            }
            for (Index<Object> index : getIndexes()) {
                index.updateInPlace(known, document, key, this);
            }
            documents.put(key, document);
        }
        return new Document("n", 1).append("nModified", changes ? 1 : 0);
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        updating = true;
        try {
            return super.findAndModify(query);
        } finally {
            updating = false;
        }
    }

    @Override
    public synchronized QueryResult handleQuery(QueryParameters query) {
        answering = true;
        try {
            return super.handleQuery(query);
        } finally {
            answering = false;
        }
    }

    /// What aggregations and other stages here read with.
    @Override
    public synchronized QueryResult handleQuery(Document query, int skip, int limit) {
        return super.handleQuery(new QueryParameters(query, skip, limit));
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        buildIndexes();
        boolean byKey =
                orderBy == null
                        || orderBy.isEmpty()
                        || List.of("_id", "$natural").contains(orderBy.keySet().iterator().next());
        boolean descending =
                byKey
                        && orderBy != null
                        && !orderBy.isEmpty()
                        && ((Number) orderBy.values().iterator().next()).intValue() < 0;
        Stream<Document> candidates = candidates(QueryPlan.of(query, getIndexes()), descending);
        if (updating) {
            candidates =
                    candidates
                            .filter(document -> documentMatchesQuery(document, query))
                            .map(Document::cloneDeeply);
        }
        return matchDocumentsFromStream(
                candidates, query, byKey ? null : orderBy, skip, limit, batchSize, projection);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
        int first = answering ? BoundedCursor.fitting(found, batchSize) : found.size();
        return first == found.size()
                ? new QueryResult(found)
                : new QueryResult(
                        found.subList(0, first), createCursor(found.subList(first, found.size())));
    }

    @Override
    protected Cursor createCursor(List<Document> rest) {
        BoundedCursor cursor = new BoundedCursor(cursorRegistry.generateCursorId(), rest);
        cursorRegistry.add(cursor);
        return cursor;
    }

    /// What may match, in the order of keys.
    private Stream<Document> candidates(QueryPlan plan, boolean descending) {
        List<Object> keys = plan.keys();
        if (keys != null) {
            return (descending ? keys.reversed() : keys)
                    .stream().map(this::getDocument).filter(Objects::nonNull);
        }
        org.h2.mvstore.Cursor<Object, Document> cursor =
                descending
                        ? documents.cursor(plan.high(), plan.low(), true)
                        : documents.cursor(plan.low(), plan.high(), false);
        return stream(cursor).map(DocumentWithPosition::getDocument);
    }

    private static Stream<DocumentWithPosition<Object>> stream(
            org.h2.mvstore.Cursor<Object, Document> cursor) {
        Spliterator<DocumentWithPosition<Object>> each =
                new Spliterators.AbstractSpliterator<>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(
                            java.util.function.Consumer<? super DocumentWithPosition<Object>>
                                    action) {
                        if (!cursor.hasNext()) {
                            return false;
                        }
                        Object key = cursor.next();
                        action.accept(new DocumentWithPosition<>(cursor.getValue(), key));
                        return true;
                    }
                };
        return StreamSupport.stream(each, false);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            Document orderBy,
            int skip,
            int limit,
            int batchSize,
            Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return stream(documents.cursor(null));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // not tracked
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}
