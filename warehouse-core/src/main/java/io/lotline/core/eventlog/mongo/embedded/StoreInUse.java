package io.lotline.core.eventlog.mongo.embedded;

import io.lotline.core.eventlog.StoreNotOpened;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// Another process, or this one, has the embedded store's directory open.
public final class StoreInUse extends StoreNotOpened {
    StoreInUse(Path directory, @Nullable Throwable cause) {
        super(
                "The data directory %s is in use by another process. Maybe Lotline already runs."
                        .formatted(directory.toAbsolutePath()),
                cause);
    }

    /// Whether the file is locked, and not damaged.
    static boolean isMeantBy(Throwable e) {
        return e instanceof MVStoreException failed
                && failed.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
    }
}
