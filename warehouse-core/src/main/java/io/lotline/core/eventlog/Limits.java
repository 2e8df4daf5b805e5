package io.lotline.core.eventlog;

import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.EventHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The limits of the event log, all in one place.
public final class Limits {
    /// Events in one commit.
    public static final int MAX_EVENTS_PER_COMMIT = 20_000;

    /// Encoded bytes of one commit; MongoDB's documents end at 16 MiB.
    public static final int MAX_COMMIT_BYTES = 15 * 1024 * 1024;

    /// Events answered by one [EventLog#read].
    public static final int MAX_READ = 10_000;

    /// How long an append may wait for its acknowledgement.
    public static final Duration APPEND_DEADLINE = Duration.ofSeconds(20);

    /// How long a command may take, its reading, its append and all its tries together.
    public static final Duration COMMAND_DEADLINE = Duration.ofSeconds(24);

    /// How long one read may take.
    public static final Duration READ_DEADLINE = Duration.ofSeconds(10);

    private Limits() {}

    /// Refuses a commit that is too large, else answers its events' hashes.
    public static List<EventHash> check(List<NewEvent> events) {
        if (events.size() > MAX_EVENTS_PER_COMMIT) {
            throw new CommitTooLarge(
                    "A commit of %d events passes the limit of %d. Maybe split it."
                            .formatted(events.size(), MAX_EVENTS_PER_COMMIT));
        }
        List<EventHash> hashes = new ArrayList<>(events.size());
        long bytes = 0;
        for (NewEvent event : events) {
            EventHash hash = CommitHash.of(event);
            hashes.add(hash);
            bytes += hash.size();
        }
        checkBytes(bytes);
        return hashes;
    }

    /// Refuses a commit of more bytes than one may have.
    public static void checkBytes(long bytes) {
        if (bytes > MAX_COMMIT_BYTES) {
            throw new CommitTooLarge(
                    "A commit of %d bytes passes the limit of %d. Maybe split it."
                            .formatted(bytes, MAX_COMMIT_BYTES));
        }
    }
}
