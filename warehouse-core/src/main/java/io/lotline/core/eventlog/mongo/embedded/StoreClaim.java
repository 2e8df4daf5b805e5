package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/// That a store is open in this process, by whatever path.
///
/// Other processes are kept away by a lock on the file itself. Inside one process it must not even
/// be tried: to close a second channel of a file gives up the lock that the first one holds.
final class StoreClaim implements AutoCloseable {
    private static final Set<Object> OPEN = new HashSet<>();

    private final Set<Object> keys;

    private StoreClaim(Set<Object> keys) {
        this.keys = keys;
    }

    /// @throws StoreInUse if this process has it open
    static StoreClaim of(Path directory) {
        Set<Object> keys = keys(directory);
        synchronized (OPEN) {
            if (keys.stream().anyMatch(OPEN::contains)) {
                throw new StoreInUse(directory, null);
            }
            OPEN.addAll(keys);
        }
        return new StoreClaim(keys);
    }

    /// What the operating system knows the directory and its file by.
    private static Set<Object> keys(Path directory) {
        Set<Object> keys = new HashSet<>();
        for (Path path : new Path[] {directory, directory.resolve(EmbeddedMongo.FILE)}) {
            if (Files.exists(path)) {
                try {
                    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
                    keys.add(key == null ? path.toRealPath() : key);
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "The data directory cannot be read: " + directory, e);
                }
            }
        }
        return keys;
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            OPEN.removeAll(keys);
        }
    }
}
