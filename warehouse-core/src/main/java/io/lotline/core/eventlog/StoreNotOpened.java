package io.lotline.core.eventlog;

import org.jspecify.annotations.Nullable;

/// The store cannot be had as it was asked for. The message is a sentence for who starts the
/// server, and holds no secret.
public class StoreNotOpened extends RuntimeException {
    public StoreNotOpened(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
