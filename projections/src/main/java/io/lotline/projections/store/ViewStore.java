package io.lotline.projections.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.lotline.core.eventlog.mongo.Clustered;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.projections.engine.Edition;
import io.lotline.projections.engine.View;
import io.lotline.projections.engine.ViewEditions;
import io.lotline.projections.engine.ViewStorage;
import io.lotline.projections.engine.ViewStorages;
import io.lotline.projections.engine.ViewTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The views' database: one collection for each edition of a view.
///
/// A stored document has, beside its fields, the key as `_id` and the `position` that it reflects.
/// A write names the position it was folded from: of two nodes that fold one view, one loses and
/// reads again.
public final class ViewStore implements ViewStorages {
    static final String ENDED = "ended";
    static final String POSITION = "position";
    private static final int DUPLICATE_KEY = 11000;
    private static final int KEYS_PER_READ = 1_000;

    private final MongoDatabase database;
    private final boolean embedded;

    public ViewStore(LotlineStore store) {
        this.database = store.database();
        this.embedded = store.embedded();
    }

    /// The tokens of the views' processors, beside the views.
    public ViewTokens tokens(Clock clock) {
        return tokens(clock, System::nanoTime);
    }

    /// @param nanos a monotonic clock
    ViewTokens tokens(Clock clock, LongSupplier nanos) {
        return new MongoViewTokens(database, embedded, clock, nanos);
    }

    /// The editions of the views, beside them.
    public ViewEditions editions() {
        return new MongoViewEditions(database);
    }

    /// What queries read: the edition that is live when they ask.
    public <D> Documents<D> documents(View<D> view, Supplier<Edition> live) {
        return new Documents<>(() -> collection(live.get()), view.documentType());
    }

    @Override
    public <D> ViewStorage<D> open(View<D> view, Edition edition) {
        if (!embedded && view.indexes().isEmpty()) {
            Clustered.create(database, collection(edition).getNamespace().getCollectionName());
        }
        return new Storage<>(view, collection(edition), indexes(view));
    }

    /// The embedded store uses the first field only: a second index that begins with it would cost
    /// memory for nothing.
    private Collection<List<String>> indexes(View<?> view) {
        if (!embedded) {
            return view.indexes();
        }
        Map<String, List<String>> byFirst = new LinkedHashMap<>();
        view.indexes().forEach(fields -> byFirst.putIfAbsent(fields.getFirst(), fields));
        return byFirst.values();
    }

    /// The token goes first: who still folds the edition learns that it is over.
    @Override
    public void drop(Edition edition) {
        MongoViewTokens.forget(database, edition.name());
        collection(edition).drop();
    }

    private MongoCollection<Document> collection(Edition edition) {
        return database.getCollection("view_" + edition.name());
    }

    private record Storage<D>(
            View<D> view, MongoCollection<Document> collection, Collection<List<String>> indexes)
            implements ViewStorage<D> {
        @Override
        public void index() {
            indexes.forEach(fields -> collection.createIndex(Indexes.ascending(fields)));
        }

        @Override
        public boolean isEmpty() {
            return collection.find().limit(1).first() == null;
        }

        @Override
        public Map<String, Kept<D>> load(Collection<String> keys) {
            Map<String, Kept<D>> loaded = HashMap.newHashMap(keys.size());
            List<String> wanted = List.copyOf(keys);
            for (int from = 0; from < wanted.size(); from += KEYS_PER_READ) {
                List<String> some =
                        wanted.subList(from, Math.min(from + KEYS_PER_READ, wanted.size()));
                for (Document stored : collection.find(Filters.in("_id", some))) {
                    loaded.put(stored.getString("_id"), kept(stored));
                }
            }
            return loaded;
        }

        private Kept<D> kept(Document stored) {
            long position = stored.get(POSITION, Number.class).longValue();
            @Nullable D document =
                    stored.containsKey(ENDED)
                            ? null
                            : DocumentJson.read(stored, view.documentType());
            return new Kept<>(document, position);
        }

        private Document stored(Change<D> change) {
            D content = change.document();
            Document stored =
                    content == null ? new Document(ENDED, true) : DocumentJson.write(content);
            stored.put("_id", change.key());
            stored.put(POSITION, change.position());
            return stored;
        }

        @Override
        public void keep(Collection<Change<D>> documents) {
            List<WriteModel<Document>> writes = new ArrayList<>(documents.size());
            for (Change<D> each : documents) {
                writes.add(
                        new ReplaceOneModel<>(
                                Filters.eq("_id", each.key()),
                                stored(each),
                                new ReplaceOptions().upsert(true)));
            }
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }

        @Override
        public void save(Collection<Change<D>> changes) {
            List<WriteModel<Document>> writes = new ArrayList<>(changes.size());
            for (Change<D> change : changes) {
                Document stored = stored(change);
                writes.add(
                        change.before() == 0
                                ? new InsertOneModel<>(stored)
                                : new ReplaceOneModel<>(
                                        new Document("_id", change.key())
                                                .append(POSITION, change.before()),
                                        stored));
            }
            try {
                BulkWriteResult result =
                        collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
                if (result.getInsertedCount() + result.getMatchedCount() != writes.size()) {
                    throw new ViewContended(view.name());
                }
            } catch (MongoBulkWriteException e) {
                if (e.getWriteErrors().stream()
                        .anyMatch(error -> error.getCode() == DUPLICATE_KEY)) {
                    throw new ViewContended(view.name());
                }
                throw e;
            }
        }

        @Override
        public void remove(Collection<String> keys, long upTo) {
            collection.deleteMany(
                    Filters.and(
                            Filters.in("_id", keys),
                            Filters.eq(ENDED, true),
                            Filters.lte(POSITION, upTo)));
        }
    }
}
