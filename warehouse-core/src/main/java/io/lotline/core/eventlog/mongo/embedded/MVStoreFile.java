package io.lotline.core.eventlog.mongo.embedded;

import io.lotline.core.eventlog.HeapShare;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/// The two ways in which the store's file is opened.
final class MVStoreFile {
    private static final int CACHE_MEGABYTES = (int) (HeapShare.bytes(16, 64) >> 20);

    /// Enough for who goes through the file once.
    private static final int READING_CACHE_MEGABYTES = 8;

    /// How long space of the file that is free stays unused: every snapshot is synced, so not long.
    private static final int RETENTION_MILLIS = 2_000;

    private MVStoreFile() {}

    /// To be read; not a byte of it changes.
    static MVStore read(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(READING_CACHE_MEGABYTES)
                .readOnly()
                .open();
    }

    /// To be written; its writes wait for room on the disk.
    static MVStore write(Path file, DiskRoom room) {
        StoreFile opened = new StoreFile(room, CACHE_MEGABYTES);
        opened.open(file.toString(), false, null);
        OwnerOnly.file(file);
        // no snapshot of its own accord: it could fall into the middle of a command
        MVStore store =
                new MVStore.Builder()
                        .adoptFileStore(opened)
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open();
        store.setRetentionTime(RETENTION_MILLIS);
        return store;
    }
}
