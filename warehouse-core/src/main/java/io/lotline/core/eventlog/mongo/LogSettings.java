package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.HeapShare;
import java.time.Duration;

/// How a [MongoEventLog] works. The defaults were measured, and a small heap has
/// less of them; tests make the window small.
///
/// @param linger        how long a round may wait for the callers of the round before it, or longer
///     where rounds take long
/// @param poll          how often an idle log looks for commits of other nodes
/// @param windowCommits commits that the recent tail in memory holds at most
/// @param windowBytes   their encoded bytes together, at most
/// @param roundAppends  appends of one insert at most
/// @param roundBytes    their encoded bytes together, except that one append always fits
/// @param sharing       appends that share a commit at most
/// @param link          `host:port` at which this node listens for the others of a replica set's
///     log; port 0 is a free one, empty is nowhere
/// @param tagBytes      what the memory of tags that occurred takes at most, on a replica set
public record LogSettings(
        Duration linger,
        Duration poll,
        int windowCommits,
        long windowBytes,
        int roundAppends,
        long roundBytes,
        int sharing,
        String link,
        long tagBytes) {
    public static final LogSettings DEFAULT =
            new LogSettings(
                    Duration.ofNanos(1_500_000),
                    Duration.ofMillis(50),
                    8_192,
                    HeapShare.bytes(32, 32),
                    1_000,
                    HeapShare.bytes(32, 16),
                    8,
                    "127.0.0.1:0",
                    HeapShare.bytes(32, 32));

    public LogSettings withWindow(int commits, long bytes) {
        return new LogSettings(
                linger, poll, commits, bytes, roundAppends, roundBytes, sharing, link, tagBytes);
    }

    public LogSettings withPoll(Duration every) {
        return new LogSettings(
                linger,
                every,
                windowCommits,
                windowBytes,
                roundAppends,
                roundBytes,
                sharing,
                link,
                tagBytes);
    }

    public LogSettings withLink(String address) {
        return new LogSettings(
                linger,
                poll,
                windowCommits,
                windowBytes,
                roundAppends,
                roundBytes,
                sharing,
                address,
                tagBytes);
    }
}
