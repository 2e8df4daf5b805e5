package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/// The store's one file, whose writes wait for room where the disk has none: MVStore closes itself,
/// for good, when a write of it fails.
final class StoreFile extends SingleFileStore {
    private final DiskRoom room;

    /// @param cacheMegabytes what of the file is kept in memory
    StoreFile(DiskRoom room, int cacheMegabytes) {
        super(Map.of("cacheSize", cacheMegabytes));
        this.room = room;
    }

    @Override
    protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer bytes) {
        room.patiently(() -> isWritten(chunk, position, bytes.duplicate()));
    }

    private boolean isWritten(@Nullable SFChunk chunk, long position, ByteBuffer bytes) {
        try {
            super.writeFully(chunk, position, bytes);
            return true;
        } catch (MVStoreException e) {
            if (e.getCause() instanceof IOException cause && isNoRoom(cause)) {
                return false;
            }
            throw e;
        }
    }

    /// The words of the C library for ENOSPC and EDQUOT: Java has no type for them.
    static boolean isNoRoom(IOException e) {
        String words = Objects.toString(e.getMessage());
        return words.startsWith("No space left") || words.contains("quota exceeded");
    }
}
