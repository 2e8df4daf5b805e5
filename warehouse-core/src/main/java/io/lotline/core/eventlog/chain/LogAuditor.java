package io.lotline.core.eventlog.chain;

import io.lotline.core.eventlog.StoredEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads a log from its start and says whether it is whole: positions without gaps, every hash as
/// recomputed, times never going back, no event id twice.
public final class LogAuditor {
    private LogAuditor() {}

    /// The first thing that is wrong, or nothing.
    public static Report audit(Iterable<StoredCommit> commits) {
        ChainFollower chain = ChainFollower.fromTheFirst();
        Set<String> ids = new HashSet<>();
        for (StoredCommit commit : commits) {
            long good = chain.commits();
            Optional<Flaw> flaw = chain.next(commit).or(() -> twice(ids, commit));
            if (flaw.isPresent()) {
                return new Report(flaw.get().position() - 1, good, "", flaw);
            }
        }
        return new Report(chain.last(), chain.commits(), chain.hash(), Optional.empty());
    }

    private static Optional<Flaw> twice(Set<String> ids, StoredCommit commit) {
        for (StoredEvent event : commit.events()) {
            if (!ids.add(event.id())) {
                return Optional.of(new Flaw(event.position(), "event id twice: " + event.id()));
            }
        }
        return Optional.empty();
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
