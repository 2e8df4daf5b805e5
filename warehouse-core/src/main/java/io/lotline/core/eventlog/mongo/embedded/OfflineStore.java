package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// Reads the files of an embedded store that no process has open, and changes nothing in them.
public final class OfflineStore {
    private static final int FIRST_KEY = 9;

    private OfflineStore() {}

    /// Takes documents; answers whether it wants more.
    @FunctionalInterface
    public interface Taker {
        boolean take(byte[] bson) throws IOException, InterruptedException;
    }

    /// Whether the directory is one of an embedded store.
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(EmbeddedMongo.FILE));
    }

    /// Hands over the documents of a collection whose keys are whole numbers, from the key `from`
    /// on: those of the file, and those that only the journal has so far.
    ///
    /// @throws StoreInUse if a process has the store open
    public static void read(Path directory, String namespace, long from, Taker taker)
            throws IOException, InterruptedException {
        NavigableMap<Long, byte[]> journaled = new TreeMap<>();
        try (MVStore file = open(directory)) {
            Journal.replay(
                    directory,
                    (name, bson) -> {
                        if (name.equals(namespace) && key(bson) >= from) {
                            journaled.put(key(bson), bson);
                        }
                    });
            if (file.hasMap(FileDatabase.PREFIX + namespace)) {
                MVMap<Object, byte[]> documents = FileDatabase.storedBytes(file, namespace);
                Cursor<Object, byte[]> cursor = documents.cursor(from == 0 ? null : from);
                while (cursor.hasNext()) {
                    Object key = cursor.next();
                    if (key instanceof Long position) {
                        journaled.remove(position);
                    }
                    if (!taker.take(cursor.getValue())) {
                        return;
                    }
                }
            }
            for (byte[] bson : journaled.values()) {
                if (!taker.take(bson)) {
                    return;
                }
            }
        } catch (MVStoreException e) {
            throw new IOException("The file cannot be read on: " + e.getMessage(), e);
        }
    }

    private static MVStore open(Path directory) {
        try {
            return new MVStore.Builder()
                    .fileName(directory.resolve(EmbeddedMongo.FILE).toString())
                    .readOnly()
                    .open();
        } catch (MVStoreException e) {
            throw StoreInUse.or(directory, e);
        }
    }

    /// `_id` is the first element of what the log writes.
    private static long key(byte[] bson) {
        return ByteBuffer.wrap(bson).order(ByteOrder.LITTLE_ENDIAN).getLong(FIRST_KEY);
    }
}
