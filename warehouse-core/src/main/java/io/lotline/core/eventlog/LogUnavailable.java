package io.lotline.core.eventlog;

import org.jspecify.annotations.Nullable;

/// The store could not be reached within its deadline.
public sealed class LogUnavailable extends RuntimeException permits LogFull {
    private final boolean nothingStored;

    /// Whether something was stored is not known.
    public LogUnavailable(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    LogUnavailable(String message, @Nullable Throwable cause, boolean nothingStored) {
        super(message, cause);
        this.nothingStored = nothingStored;
    }

    /// It is known that nothing was stored.
    public static LogUnavailable nothingStored(String message, @Nullable Throwable cause) {
        return new LogUnavailable(message, cause, true);
    }

    /// Whether it is known that nothing was stored of what was asked for.
    public boolean isNothingStored() {
        return nothingStored;
    }
}
