package io.lotline.core.eventlog;

import org.jspecify.annotations.Nullable;

/// The store could not be reached within its deadline.
public final class LogUnavailable extends RuntimeException {
    public LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
