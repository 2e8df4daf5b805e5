package io.lotline.core.eventlog;

/// The store's disk has no room: nothing of what was asked was stored. Reads go on.
public final class LogFull extends LogUnavailable {
    public LogFull() {
        super("The disk of the event log is full. Nothing was stored.", null, true);
    }
}
