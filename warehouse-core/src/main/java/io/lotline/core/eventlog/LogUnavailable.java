package io.lotline.core.eventlog;

/// The store could not be reached within its deadline.
public final class LogUnavailable extends RuntimeException {
    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
