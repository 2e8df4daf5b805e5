package io.lotline.core.eventlog.chain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads a log from its start and says whether it is whole: positions without gaps, every hash as
/// recomputed, times never going back, no event id twice.
public final class LogAuditor {
    private LogAuditor() {}

    /// The first thing that is wrong, or nothing.
    public static Report audit(Iterable<StoredCommit> commits) {
        long next = 1;
        long commitCount = 0;
        String hash = CommitHash.GENESIS;
        Instant at = Instant.MIN;
        Set<String> ids = new HashSet<>();
        for (StoredCommit commit : commits) {
            if (commit.position() != next) {
                return bad(next, commitCount, "the next commit starts at " + commit.position());
            }
            if (commit.events().isEmpty()) {
                return bad(next, commitCount, "a commit without events");
            }
            for (var event : commit.events()) {
                if (!ids.add(event.id())) {
                    return bad(event.position(), commitCount, "event id twice: " + event.id());
                }
                if (event.at().isAfter(at)) {
                    at = event.at();
                }
            }
            if (!commit.at().equals(at)) {
                return bad(next, commitCount, "the time is " + commit.at() + " instead of " + at);
            }
            String expected =
                    CommitHash.commit(
                            hash, next, commit.events().stream().map(CommitHash::of).toList());
            if (!commit.hash().equals(expected)) {
                return bad(next, commitCount, "the hash is " + commit.hash() + ", not " + expected);
            }
            hash = expected;
            next = commit.last() + 1;
            commitCount++;
        }
        return new Report(next - 1, commitCount, hash, Optional.empty());
    }

    private static Report bad(long position, long commits, String reason) {
        return new Report(position - 1, commits, "", Optional.of(new Flaw(position, reason)));
    }

    /// How far the log is whole.
    ///
    /// @param position the last good position
    /// @param commits  how many commits are good
    /// @param hash     the chain's hash at the end of a whole log, else empty
    /// @param flaw     what is wrong after `position`
    public record Report(long position, long commits, String hash, Optional<Flaw> flaw) {
        public boolean whole() {
            return flaw.isEmpty();
        }
    }

    /// Where the log is broken, and how.
    public record Flaw(long position, String reason) {}
}
