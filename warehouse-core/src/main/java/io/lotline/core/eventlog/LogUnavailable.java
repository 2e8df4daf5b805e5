package io.lotline.core.eventlog;

import org.jspecify.annotations.Nullable;

/// The store could not be reached within its deadline.
public sealed class LogUnavailable extends RuntimeException permits LogFull {
    public LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
