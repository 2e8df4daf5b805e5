package io.lotline.core.eventlog.mongo.embedded;

import io.lotline.core.eventlog.StoreNotOpened;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An embedded store is not what it was. Nothing in its directory was changed; the message is one
/// paragraph for who started the server: what is wrong, and what to do.
public final class DamagedStore extends StoreNotOpened {
    private DamagedStore(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// @param what what is there and what is missing, as the end of "The log in DIR is damaged: "
    static DamagedStore log(Path directory, String what, @Nullable Throwable cause) {
        Path path = directory.toAbsolutePath().normalize();
        return new DamagedStore(
                ("The log in %s is damaged: %s. Nothing was changed. Restore it with:"
                                + " ops/restore BACKUP DIR2, then ops/run --data DIR2. Where there"
                                + " is no backup, ops/restore %s DIR2 saves what is whole.")
                        .formatted(path, what, path),
                cause);
    }

    /// The log is whole; what is not are documents that are made from it.
    static DamagedStore views(Path directory, String what, @Nullable Throwable cause) {
        Path path = directory.toAbsolutePath().normalize();
        return new DamagedStore(
                ("The store in %s is damaged: %s; its log is whole. Nothing was changed. Make the"
                                + " rest anew from the log with: ops/restore %s DIR2, then"
                                + " ops/run --data DIR2.")
                        .formatted(path, what, path),
                cause);
    }
}
