package io.lotline.projections.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.values.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/// The sessions of browsers, beside the views: known by the hash of their token only, so that a
/// copy of the store opens none. They are no part of the log: what somebody does in one is recorded
/// under its key.
public final class SessionStore {
    private static final String KEY = "key";
    private static final String STARTED = "started";
    private static final String USED = "used";

    private final MongoCollection<Document> sessions;

    public SessionStore(LotlineStore store) {
        this.sessions = store.database().getCollection("sessions");
        sessions.createIndex(Indexes.ascending(KEY));
        sessions.createIndex(Indexes.ascending(USED));
    }

    /// A session.
    ///
    /// @param hash of its token
    /// @param used when it was used last, roughly
    public record Session(String hash, KeyId key, Instant started, Instant used) {
        public Session usedAt(Instant at) {
            return new Session(hash, key, started, at);
        }
    }

    public Optional<Session> find(String hash) {
        return Asked.of(() -> Optional.ofNullable(sessions.find(Filters.eq("_id", hash)).first()))
                .map(SessionStore::session);
    }

    public void keep(Session session) {
        Document stored =
                new Document("_id", session.hash())
                        .append(KEY, session.key().value())
                        .append(STARTED, session.started().toEpochMilli())
                        .append(USED, session.used().toEpochMilli());
        Asked.of(
                () ->
                        sessions.replaceOne(
                                Filters.eq("_id", session.hash()),
                                stored,
                                new ReplaceOptions().upsert(true)));
    }

    /// Notes that a session was used; one that was ended meanwhile stays ended.
    public void use(Session session) {
        Asked.of(
                () ->
                        sessions.updateOne(
                                Filters.eq("_id", session.hash()),
                                new Document(
                                        "$set",
                                        new Document(USED, session.used().toEpochMilli()))));
    }

    public void end(String hash) {
        Asked.of(() -> sessions.deleteOne(Filters.eq("_id", hash)));
    }

    /// Ends all sessions of a key.
    public void endAll(KeyId key) {
        Asked.of(() -> sessions.deleteMany(Filters.eq(KEY, key.value())));
    }

    /// Ends those that nobody has used since.
    public void endUnused(Instant since) {
        Asked.of(() -> sessions.deleteMany(Filters.lt(USED, since.toEpochMilli())));
    }

    /// A key's sessions, those that were not used for longest first.
    public List<Session> of(KeyId key) {
        List<Session> all = new ArrayList<>();
        Asked.of(
                () ->
                        sessions.find(Filters.eq(KEY, key.value()))
                                .sort(Sorts.ascending(USED))
                                .forEach(stored -> all.add(session(stored))));
        return all;
    }

    private static Session session(Document stored) {
        return new Session(
                stored.getString("_id"),
                new KeyId(stored.getString(KEY)),
                Instant.ofEpochMilli(stored.get(STARTED, Number.class).longValue()),
                Instant.ofEpochMilli(stored.get(USED, Number.class).longValue()));
    }
}
