package io.lotline.core.eventlog.mongo;

import java.nio.file.Path;

/// Another process has the embedded store's directory open.
public final class StoreInUse extends RuntimeException {
    public StoreInUse(Path directory, Throwable cause) {
        super(
                "The data directory %s is in use by another process. Maybe Lotline already runs."
                        .formatted(directory.toAbsolutePath()),
                cause);
    }
}
