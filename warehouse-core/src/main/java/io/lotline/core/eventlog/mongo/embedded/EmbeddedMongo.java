package io.lotline.core.eventlog.mongo.embedded;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.lotline.core.eventlog.StoreNotOpened;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(1);
    private static final int ROOM_FOR_A_START_MIB = 16;
    private static final Pattern OF_A_STORE =
            Pattern.compile("lotline\\.mv.*|lotline\\.begun.*|head\\.[ab].*|journal-.*|index\\..*");
    // what ops/run and the sample day keep there, and what a volume of its own has
    private static final Set<String> BEFORE_A_STORE =
            Set.of("admin.key", "sample-day.json", "server.log", "lost+found");

    private final MVStore file;
    private final DiskRoom room;
    private final Path directory;
    private final StoreClaim claim;
    private final StoreMemory memory;
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
            StoreClaim claim,
            OpeningCheck.Found found,
            Set<String> growing,
            Duration snapshotEvery) {
        this.file = file;
        this.room = room;
        this.directory = directory;
        this.claim = claim;
        this.memory = new StoreMemory(directory, file, found);
        putBack(found);
        this.journal = new Journal(directory, memory.store());
        this.indexes = new IndexFiles(directory, growing);
        this.backend = new FileBackend(file, indexes);
        syncToDisk();
        memory.begun();
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
        return open(directory, SNAPSHOT_EVERY, growing);
    }

    static EmbeddedMongo open(Path directory, Duration snapshotEvery, String... growing) {
        return open(directory, snapshotEvery, DiskRoom::of, growing);
    }

    static EmbeddedMongo open(
            Path directory,
            Duration snapshotEvery,
            Function<Path, DiskRoom> disk,
            String... growing) {
        return open(
                directory,
                () -> OpeningCheck.of(directory, Set.of(growing)),
                snapshotEvery,
                disk,
                growing);
    }

    /// Without a look at what is there: what [OpeningCheck] is for.
    static EmbeddedMongo openUnchecked(Path directory, Duration snapshotEvery, String... growing) {
        return open(directory, OpeningCheck::unchecked, snapshotEvery, DiskRoom::of, growing);
    }

    private static EmbeddedMongo open(
            Path directory,
            Supplier<OpeningCheck.Found> check,
            Duration snapshotEvery,
            Function<Path, DiskRoom> disk,
            String... growing) {
        makeReady(directory);
        StoreClaim claim = StoreClaim.of(directory);
        try {
            OpeningCheck.Found found = check.get();
            OwnerOnly.directory(directory);
            return open(directory, claim, found, snapshotEvery, disk.apply(directory), growing);
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
            DiskRoom room,
            String... growing) {
        MVStore file;
        try {
            file = MVStoreFile.write(directory.resolve(FILE), room);
        } catch (MVStoreException e) {
            throw StoreInUse.isMeantBy(e)
                    ? new StoreInUse(directory, e)
                    : new StoreNotOpened(
                            "The data directory %s cannot be opened: %s"
                                    .formatted(directory.toAbsolutePath(), e.getMessage()),
                            e);
        }
        try {
            return new EmbeddedMongo(
                    file, room, directory, claim, found, Set.of(growing), snapshotEvery);
        } catch (UncheckedIOException e) {
            file.closeImmediately();
            throw new StoreNotOpened(
                    "The data directory %s cannot be written: %s. Nothing in it is lost.\nMaybe make room on its disk (%d MiB are enough for a start), and start again."
                            .formatted(
                                    directory.toAbsolutePath(),
                                    Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                                    ROOM_FOR_A_START_MIB),
                    e);
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
        refuseOthersFiles(directory);
    }

    /// A store takes the rights of others from its directory and from all files in it, so it is
    /// not begun among files of somebody else.
    private static void refuseOthersFiles(Path directory) {
        List<String> names;
        try (Stream<Path> inside = Files.list(directory)) {
            names = inside.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new StoreNotOpened(
                    "The data directory %s cannot be read: %s."
                            .formatted(directory.toAbsolutePath(), e),
                    e);
        }
        if (names.stream().anyMatch(name -> OF_A_STORE.matcher(name).matches())) {
            return;
        }
        names.stream()
                .filter(name -> !BEFORE_A_STORE.contains(name))
                .findFirst()
                .ifPresent(
                        other -> {
                            throw new StoreNotOpened(
                                    "The data directory %s holds %s and no store of Lotline.\nMaybe choose a directory that is empty or does not exist yet."
                                            .formatted(directory.toAbsolutePath(), other),
                                    null);
                        });
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
        try {
            if (!file.isClosed() && !room.hasFor(unsavedBytes())) {
                // the journal has what was acknowledged
                file.closeImmediately();
                journal.close();
                return;
            }
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
