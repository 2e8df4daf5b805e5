package io.lotline.core.eventlog;

/// The commit passes a limit of [Limits]. Nothing was stored.
public final class CommitTooLarge extends RuntimeException {
    public CommitTooLarge(String message) {
        super(message);
    }
}
