package io.lotline.core.eventlog;

import java.time.Duration;

/// The limits of the event log, all in one place.
public final class Limits {
    /// Events in one commit.
    public static final int MAX_EVENTS_PER_COMMIT = 20_000;

    /// Encoded bytes of one commit; MongoDB's documents end at 16 MiB.
    public static final int MAX_COMMIT_BYTES = 15 * 1024 * 1024;

    /// Events answered by one [EventLog#read].
    public static final int MAX_READ = 10_000;

    /// How long an append may wait for its acknowledgement.
    public static final Duration APPEND_DEADLINE = Duration.ofSeconds(30);

    private Limits() {}
}
