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
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(1);

    private final MVStore file;
    private final Path directory;
    private final StoreClaim claim;
    private final StoreMemory memory;
    private final Journal journal;
    private final Object syncing = new Object();
    private final IndexFiles indexes;
    private final FileBackend backend;
    private final MongoServer server;
    private final ScheduledExecutorService snapshots =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lotline-store-snapshots").factory());

    private EmbeddedMongo(
            MVStore file,
            Path directory,
            StoreClaim claim,
            OpeningCheck.Found found,
            Set<String> growing,
            Duration snapshotEvery) {
        this.file = file;
        this.directory = directory;
        this.claim = claim;
        this.memory = new StoreMemory(directory, file, found);
        putBack(found);
        this.journal = new Journal(directory, memory.store());
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
        return open(
                directory,
                () -> OpeningCheck.of(directory, Set.of(growing)),
                snapshotEvery,
                growing);
    }

    /// Without a look at what is there: what [OpeningCheck] is for.
    static EmbeddedMongo openUnchecked(Path directory, Duration snapshotEvery, String... growing) {
        return open(directory, OpeningCheck::unchecked, snapshotEvery, growing);
    }

    private static EmbeddedMongo open(
            Path directory,
            Supplier<OpeningCheck.Found> check,
            Duration snapshotEvery,
            String... growing) {
        StoreClaim claim = StoreClaim.of(directory);
        try {
            return open(directory, claim, check.get(), snapshotEvery, growing);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static EmbeddedMongo open(
            Path directory,
            StoreClaim claim,
            OpeningCheck.Found found,
            Duration snapshotEvery,
            String... growing) {
        MVStore file;
        try {
            file = MVStoreFile.write(directory.resolve(FILE));
        } catch (MVStoreException e) {
            throw StoreInUse.isMeantBy(e)
                    ? new StoreInUse(directory, e)
                    : new IllegalStateException(
                            "The data directory %s cannot be opened: %s"
                                    .formatted(directory.toAbsolutePath(), e.getMessage()),
                            e);
        }
        try {
            return new EmbeddedMongo(file, directory, claim, found, Set.of(growing), snapshotEvery);
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

    /// What was journaled after the last snapshot.
    private void putBack(OpeningCheck.Found found) {
        try {
            JournalFile.replay(directory, null, found.journal(), this::putBack);
        } catch (JournalFile.Flawed e) {
            throw DamagedStore.log(directory, "its journal is not whole: " + e.getMessage(), e);
        }
        SortedMap<String, LogEnd> there = FileBackend.ends(file);
        found.ends()
                .forEach(
                        (namespace, end) -> {
                            LogEnd reached = there.get(namespace);
                            if (reached == null || reached.position() < end.position()) {
                                throw new IllegalStateException(
                                        "%s was seen to come to %s, but comes to %s"
                                                .formatted(namespace, end, reached));
                            }
                        });
    }

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

    /// How far each log comes, by its collection's full name.
    SortedMap<String, LogEnd> ends() {
        return FileBackend.ends(file);
    }

    /// Returns when these documents, which were inserted before the call, are on the disk.
    public void journal(String namespace, List<ByteBuffer> documents) {
        journal.append(namespace, documents);
    }

    /// Returns when everything written before the call is on the disk.
    public void syncToDisk() {
        synchronized (syncing) {
            // what the files so far hold was inserted before, so the snapshot has it
            Journal.Turn turn = journal.rotate();
            SortedMap<String, LogEnd> reached = backend.snapshot();
            file.sync();
            memory.remember(reached, turn.number());
            Journal.delete(turn.superfluous());
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
        try {
            if (!file.isClosed()) {
                syncToDisk();
                keepIndexes();
                file.close();
            }
            journal.close();
            memory.closed();
            Journal.delete(Journal.files(directory));
        } finally {
            claim.close();
        }
    }
}
