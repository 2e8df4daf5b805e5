package io.lotline.core.eventlog.mongo.embedded;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.lotline.core.eventlog.HeapShare;
import io.lotline.core.eventlog.StoreNotOpened;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store in this process that speaks MongoDB's protocol with this process alone and keeps one
/// file: it listens nowhere.
///
/// What is written is durable after [#journal] or [#syncToDisk]; without them, a second or so
/// later.
public final class EmbeddedMongo implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedMongo.class);
    static final String FILE = "lotline.mv";
    private static final int CACHE_MEGABYTES = (int) (HeapShare.bytes(16, 64) >> 20);
    private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(1);

    /// How long space of the file that is free stays unused: every snapshot is synced, so not long.
    private static final int RETENTION_MILLIS = 2_000;

    private final MVStore file;
    private final DiskRoom room;
    private final Journal journal;
    private final Object syncing = new Object();
    private final IndexFiles indexes;
    private final FileBackend backend;
    private final StoreLoops server;
    private final ScheduledExecutorService snapshots =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lotline-store-snapshots").factory());

    private EmbeddedMongo(
            MVStore file,
            DiskRoom room,
            Path directory,
            Set<String> growing,
            Duration snapshotEvery) {
        this.file = file;
        this.room = room;
        Journal.replay(directory, this::putBack);
        this.journal = new Journal(directory);
        this.indexes = new IndexFiles(directory, growing);
        this.backend = new FileBackend(file, indexes);
        syncToDisk();
        indexes.build();
        this.server = new StoreLoops(backend);
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
        return open(directory, SNAPSHOT_EVERY, DiskRoom::of, growing);
    }

    static EmbeddedMongo open(Path directory, Duration snapshotEvery, String... growing) {
        return open(directory, snapshotEvery, DiskRoom::of, growing);
    }

    static EmbeddedMongo open(
            Path directory,
            Duration snapshotEvery,
            Function<Path, DiskRoom> disk,
            String... growing) {
        makeReady(directory);
        OwnerOnly.directory(directory);
        DiskRoom room = disk.apply(directory);
        MVStore file;
        try {
            // no snapshot of its own accord: it could fall into the middle of a command
            file =
                    new MVStore.Builder()
                            .adoptFileStore(opened(directory.resolve(FILE), room))
                            .autoCommitDisabled()
                            .autoCommitBufferSize(0)
                            .open();
        } catch (MVStoreException e) {
            throw StoreInUse.or(directory, e);
        }
        file.setRetentionTime(RETENTION_MILLIS);
        try {
            return new EmbeddedMongo(file, room, directory, Set.of(growing), snapshotEvery);
        } catch (RuntimeException e) {
            file.closeImmediately();
            throw e;
        }
    }

    private static void makeReady(Path directory) {
        Path path = directory.toAbsolutePath();
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new StoreNotOpened("The data directory %s is no directory.".formatted(path), e);
        } catch (IOException e) {
            throw new StoreNotOpened(
                    "The data directory %s cannot be made: %s.".formatted(path, e), e);
        }
        if (!Files.isWritable(directory)) {
            throw new StoreNotOpened(
                    "The data directory %s may not be written by the user %s."
                            .formatted(path, System.getProperty("user.name")),
                    null);
        }
    }

    private static StoreFile opened(Path path, DiskRoom room) {
        StoreFile file = new StoreFile(room, CACHE_MEGABYTES);
        file.open(path.toString(), false, null);
        OwnerOnly.file(path);
        return file;
    }

    /// Whether the disk has no room for anything new; reads go on.
    public boolean isFull() {
        return room.isFull();
    }

    /// What a snapshot would have to write, about.
    private long unsavedBytes() {
        return file.getUnsavedMemory();
    }

    /// Makes a client's settings those of a client of this store.
    public MongoClientSettings.Builder applyTo(MongoClientSettings.Builder client) {
        return server.applyTo(client);
    }

    /// A client of this store; close it before the store.
    public MongoClient client() {
        return MongoClients.create(applyTo(MongoClientSettings.builder()).build());
    }

    /// What is behind the store, for tests that reach it over a network.
    FileBackend backend() {
        return backend;
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
        if (!journal.append(namespace, documents)) {
            // no room, in spite of what is kept free: a snapshot has them as soon as there is some
            syncToDisk();
        }
    }

    /// Returns when everything written before the call is on the disk.
    public void syncToDisk() {
        synchronized (syncing) {
            if (!backend.isChanged() && !room.hasFor(unsavedBytes())) {
                // as it was found on the disk
                return;
            }
            // before the commands are held up for it
            room.awaitFor(unsavedBytes());
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
            if (!file.isClosed() && file.hasUnsavedChanges() && room.hasFor(unsavedBytes())) {
                syncToDisk();
            }
        } catch (RuntimeException e) {
            log.error("The embedded store cannot be written", e);
        }
        if (!room.isFull()) {
            keepIndexes();
        }
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
        room.close();
        snapshots.close();
        server.close();
        if (!file.isClosed()) {
            if (room.hasFor(unsavedBytes())) {
                syncToDisk();
                keepIndexes();
                file.close();
            } else {
                // the journal has what was acknowledged
                file.closeImmediately();
            }
        }
        journal.close();
    }
}
