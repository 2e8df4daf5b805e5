package io.lotline.ops.verify;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.lotline.core.eventlog.mongo.DocumentBytes;
import io.lotline.core.eventlog.mongo.LogLayout;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The store that a backup is restored into.
final class LogTarget implements AutoCloseable {
    private static final int BATCH_COMMITS = 1_000;
    private static final int BATCH_BYTES = 8 * 1024 * 1024;

    private final @Nullable EmbeddedMongo embedded;
    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<byte[]> log;
    private final List<byte[]> waiting = new ArrayList<>();
    private int waitingBytes;
    private boolean made;

    private LogTarget(@Nullable EmbeddedMongo embedded, MongoClient client, String database) {
        this.embedded = embedded;
        this.client = client;
        this.database =
                embedded == null
                        ? client.getDatabase(database).withWriteConcern(WriteConcern.MAJORITY)
                        : client.getDatabase(database);
        this.log = DocumentBytes.of(this.database.getCollection(CommitSources.COLLECTION));
    }

    /// @param text `mongodb://…` of a replica set, or a data directory; made where it does not
    /// exist
    static LogTarget open(String text, @Nullable String database) {
        if (text.startsWith("mongodb")) {
            return new LogTarget(
                    null, CommitSources.clientOf(text), CommitSources.databaseOf(text, database));
        }
        EmbeddedMongo embedded = EmbeddedMongo.open(Path.of(text));
        return new LogTarget(
                embedded, embedded.client(), database == null ? CommitSources.DATABASE : database);
    }

    /// The last commit that is there; null for an empty log.
    byte @Nullable [] last() {
        return log.find().sort(Sorts.descending("_id")).limit(1).first();
    }

    /// Whether views were folded here from events.
    boolean hasViews() {
        return database.getCollection("view_tokens").find(Filters.gt("position", 0)).first()
                != null;
    }

    void add(byte[] document) {
        waiting.add(document);
        waitingBytes += document.length;
        if (waiting.size() >= BATCH_COMMITS || waitingBytes >= BATCH_BYTES) {
            flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty()) {
            if (!made && embedded == null) {
                LogLayout.create(database);
            }
            made = true;
            log.insertMany(waiting);
            waiting.clear();
            waitingBytes = 0;
        }
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
