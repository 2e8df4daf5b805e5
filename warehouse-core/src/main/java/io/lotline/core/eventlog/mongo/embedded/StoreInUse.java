package io.lotline.core.eventlog.mongo.embedded;

import io.lotline.core.eventlog.StoreNotOpened;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/// Another process has the embedded store's directory open.
public final class StoreInUse extends StoreNotOpened {
    private StoreInUse(Path directory, Throwable cause) {
        super(
                "The data directory %s is in use by another process. Maybe Lotline already runs."
                        .formatted(directory.toAbsolutePath()),
                cause);
    }

    /// This, where the file is locked, or else what really happened.
    static StoreNotOpened or(Path directory, MVStoreException e) {
        return e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                ? new StoreInUse(directory, e)
                : new StoreNotOpened(
                        "The data directory %s cannot be opened: %s"
                                .formatted(directory.toAbsolutePath(), e.getMessage()),
                        e);
    }
}
