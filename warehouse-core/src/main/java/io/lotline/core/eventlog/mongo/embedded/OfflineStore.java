package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// Reads the files of an embedded store that no process has open, and changes nothing in them.
public final class OfflineStore {
    private static final int FIRST_KEY = 9;

    private OfflineStore() {}

    /// Takes documents; answers whether it wants more.
    @FunctionalInterface
    public interface Taker {
        boolean take(byte[] bson) throws IOException, InterruptedException;
    }

    /// The files cannot be read on here.
    public static final class Unreadable extends IOException {
        Unreadable(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /// Whether the directory is one of an embedded store.
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(EmbeddedMongo.FILE))
                || RememberedHead.in(directory).files() > 0;
    }

    /// How far the store remembers that a log had come: its last synced snapshot, or its orderly
    /// end; nothing where it has no memory.
    public static Optional<LogEnd> remembered(Path directory, String namespace) {
        return RememberedHead.in(directory)
                .latest()
                .flatMap(head -> Optional.ofNullable(head.logs().get(namespace)));
    }

    /// Hands over the documents of a collection whose keys are whole numbers, from the key `from`
    /// on: those of the file, and those that only the journal has so far.
    ///
    /// @throws StoreInUse if a process has the store open
    /// @throws Unreadable where the files cannot be read on
    public static void read(Path directory, String namespace, long from, Taker taker)
            throws IOException, InterruptedException {
        Path path = directory.resolve(EmbeddedMongo.FILE);
        if (!Files.exists(path)) {
            throw new Unreadable(EmbeddedMongo.FILE + " is missing", new NoSuchFileException(""));
        }
        try (StoreClaim _ = StoreClaim.of(directory);
                MVStore file = open(directory, path)) {
            NavigableMap<Long, byte[]> journaled = new TreeMap<>();
            JournalFile.Flawed flawed = readJournals(directory, namespace, from, journaled);
            if (file.hasMap(FileDatabase.PREFIX + namespace)) {
                Documents documents =
                        new Documents(FileDatabase.storedBytes(file, namespace), from);
                while (documents.next()) {
                    if (documents.key() instanceof Long position) {
                        journaled.remove(position);
                    }
                    if (!taker.take(documents.document())) {
                        return;
                    }
                }
            }
            for (byte[] bson : journaled.values()) {
                if (!taker.take(bson)) {
                    return;
                }
            }
            if (flawed != null) {
                throw new Unreadable("the journal is not whole: " + flawed.getMessage(), flawed);
            }
        }
    }

    /// Puts in what the journal has, up to where it is damaged.
    private static JournalFile.@Nullable Flawed readJournals(
            Path directory, String namespace, long from, NavigableMap<Long, byte[]> journaled) {
        long first = RememberedHead.in(directory).latest().map(RememberedHead::journal).orElse(0L);
        try {
            JournalFile.replay(
                    directory,
                    null,
                    first,
                    (name, bson) -> {
                        if (name.equals(namespace) && key(bson) >= from) {
                            journaled.put(key(bson), bson);
                        }
                    });
            return null;
        } catch (JournalFile.Flawed e) {
            return e;
        }
    }

    /// A collection's documents in order.
    private static final class Documents {
        private final MVMap<Object, byte[]> documents;
        private final long from;
        private @Nullable Cursor<Object, byte[]> cursor;

        Documents(MVMap<Object, byte[]> documents, long from) {
            this.documents = documents;
            this.from = from;
        }

        boolean next() throws Unreadable {
            try {
                if (cursor == null) {
                    cursor = documents.cursor(from == 0 ? null : from);
                }
                boolean more = cursor.hasNext();
                if (more) {
                    cursor.next();
                }
                return more;
            } catch (RuntimeException e) {
                throw unreadable(e);
            }
        }

        Object key() {
            return Objects.requireNonNull(cursor).getKey();
        }

        byte[] document() {
            return Objects.requireNonNull(cursor).getValue();
        }
    }

    private static Unreadable unreadable(RuntimeException e) {
        return new Unreadable("the file cannot be read on: " + OpeningCheck.cause(e), e);
    }

    private static MVStore open(Path directory, Path path) throws Unreadable {
        try {
            return MVStoreFile.read(path);
        } catch (RuntimeException e) {
            if (StoreInUse.isMeantBy(e)) {
                throw new StoreInUse(directory, e);
            }
            throw unreadable(e);
        }
    }

    /// `_id` is the first element of what the log writes.
    static long key(byte[] bson) {
        return ByteBuffer.wrap(bson).order(ByteOrder.LITTLE_ENDIAN).getLong(FIRST_KEY);
    }
}
