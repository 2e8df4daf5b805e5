package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store in this process that speaks MongoDB's protocol on the loopback and keeps one file.
///
/// What is written is durable after [#journal] or [#syncToDisk]; without them, a second or so
/// later.
public final class EmbeddedMongo implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedMongo.class);
    static final String FILE = "lotline.mv";
    private static final int CACHE_MEGABYTES = 64;
    private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(1);

    /// How long space of the file that is free stays unused: every snapshot is synced, so not long.
    private static final int RETENTION_MILLIS = 2_000;

    private final MVStore file;
    private final Journal journal;
    private final Object syncing = new Object();
    private final IndexFiles indexes;
    private final FileBackend backend;
    private final MongoServer server;
    private final ScheduledExecutorService snapshots =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lotline-store-snapshots").factory());

    private EmbeddedMongo(
            MVStore file, Path directory, Set<String> growing, Duration snapshotEvery) {
        this.file = file;
        Journal.replay(directory, this::putBack);
        this.journal = new Journal(directory);
        this.indexes = new IndexFiles(directory, growing);
        this.backend = new FileBackend(file, indexes);
        syncToDisk();
        indexes.build();
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        snapshots.scheduleWithFixedDelay(
                this::syncWhenChanged,
                snapshotEvery.toMillis(),
                snapshotEvery.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// Opens the file in this directory; one process at a time may.
    ///
    /// @param growing names of collections to which documents are only ever added, whose keys are
    ///     numbers from 1 on that ascend: their indexes are kept on the disk
    public static EmbeddedMongo open(Path directory, String... growing) {
        return open(directory, SNAPSHOT_EVERY, growing);
    }

    static EmbeddedMongo open(Path directory, Duration snapshotEvery, String... growing) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be made: " + directory, e);
        }
        MVStore file;
        try {
            // no snapshot of its own accord: it could fall into the middle of a command
            file =
                    new MVStore.Builder()
                            .fileName(directory.resolve(FILE).toString())
                            .cacheSize(CACHE_MEGABYTES)
                            .autoCommitDisabled()
                            .autoCommitBufferSize(0)
                            .open();
        } catch (MVStoreException e) {
            throw StoreInUse.or(directory, e);
        }
        file.setRetentionTime(RETENTION_MILLIS);
        try {
            return new EmbeddedMongo(file, directory, Set.of(growing), snapshotEvery);
        } catch (RuntimeException e) {
            file.closeImmediately();
            throw e;
        }
    }

    public String connectionString() {
        return "mongodb://127.0.0.1:%d/?directConnection=true".formatted(port());
    }

    /// Its port on the loopback.
    public int port() {
        return server.getLocalAddress().getPort();
    }

    /// A document that was journaled after the last snapshot.
    private void putBack(String namespace, byte[] bson) {
        Document document = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
        FileDatabase.documents(file, namespace)
                .putIfAbsent(Objects.requireNonNull(document.get("_id")), document);
    }

    /// Whether a document of the collection may have this value in this field, which an index must
    /// begin with; false only if none has.
    public boolean mayHold(String database, String collection, String field, String value) {
        return backend.mayHold(database, collection, field, value);
    }

    /// Returns when these documents, which were inserted before the call, are on the disk.
    public void journal(String namespace, List<ByteBuffer> documents) {
        journal.append(namespace, documents);
    }

    /// Returns when everything written before the call is on the disk.
    public void syncToDisk() {
        synchronized (syncing) {
            // what the files so far hold was inserted before, so the snapshot has it
            List<Path> superfluous = journal.rotate();
            backend.snapshot();
            file.sync();
            Journal.delete(superfluous);
        }
    }

    /// Views are written without waiting for a sync: this bounds what memory holds of them.
    private void syncWhenChanged() {
        try {
            if (!file.isClosed() && file.hasUnsavedChanges()) {
                syncToDisk();
            }
        } catch (RuntimeException e) {
            log.error("The embedded store cannot be written", e);
        }
        keepIndexes();
    }

    /// Of documents that a snapshot has. Whoever waits for a snapshot does not wait for this, and
    /// what goes wrong with it costs memory only.
    private void keepIndexes() {
        try {
            indexes.keep();
        } catch (RuntimeException | InternalError e) {
            log.error("The embedded store's indexes cannot be written", e);
        }
    }

    /// Syncs and closes the file.
    @Override
    public void close() {
        snapshots.close();
        server.shutdownNow();
        if (!file.isClosed()) {
            syncToDisk();
            keepIndexes();
            file.close();
        }
        journal.close();
    }
}
