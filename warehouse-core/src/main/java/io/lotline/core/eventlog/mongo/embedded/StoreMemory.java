package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// Keeps what an open store remembers beside its file ([RememberedHead]).
final class StoreMemory {
    /// An empty file that says that there was a store here: written when its other files are there,
    /// so that a directory that has lost all of them is not taken for a new one.
    static final String BEGUN = "lotline.begun";

    private static final String MARKER = "lotline.store";
    private static final String ID = "id";

    private final Path directory;
    private final String store;
    private long written;
    private SortedMap<String, LogEnd> ends;

    /// Of a store that may be opened. One that has no memory yet gets it: the memory first, then
    /// its file the id, so that a memory without a file is never missed.
    StoreMemory(Path directory, MVStore file, OpeningCheck.Found found) {
        this.directory = directory;
        this.store = found.store();
        this.written = found.known() == null ? 0 : found.known().written();
        this.ends = found.ends();
        if (found.known() == null) {
            write(0);
        }
        if (!found.marked()) {
            marker(file).put(ID, store);
        }
    }

    /// The id in the file; null where there is none.
    static @Nullable String id(MVStore file) {
        return file.hasMap(MARKER) ? marker(file).get(ID) : null;
    }

    private static MVMap<String, String> marker(MVStore file) {
        return file.openMap(MARKER);
    }

    String store() {
        return store;
    }

    /// What the last synced snapshot of the file has.
    ///
    /// @param journal the number of the file of the journal that goes on from there
    void remember(SortedMap<String, LogEnd> reached, long journal) {
        ends = reached;
        write(journal);
    }

    /// The file is closed and has everything.
    void closed() {
        write(0);
    }

    /// The file and what is remembered beside it are on the disk.
    void begun() {
        Path trace = directory.resolve(BEGUN);
        try {
            if (!Files.exists(trace)) {
                DurableFile.write(trace, ByteBuffer.allocate(0), 0);
                DurableFile.syncDirectory(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be written: " + trace, e);
        }
    }

    private void write(long journal) {
        written++;
        new RememberedHead(store, written, journal, new TreeMap<>(ends)).write(directory);
    }
}
