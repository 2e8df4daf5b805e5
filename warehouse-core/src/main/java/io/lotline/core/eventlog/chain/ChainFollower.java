package io.lotline.core.eventlog.chain;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.chain.LogAuditor.Flaw;
import java.time.Instant;
import java.util.Optional;

/// Follows the chain from commit to commit: positions without gaps, every hash as recomputed, times
/// that never go back. It may begin anywhere.
public final class ChainFollower {
    private long last;
    private String hash;
    private Instant at;
    private long commits;

    /// Begins behind the commit that ends at this position.
    ///
    /// @param hash the chain's hash there
    /// @param at   that commit's time
    public ChainFollower(long last, String hash, Instant at) {
        this.last = last;
        this.hash = hash;
        this.at = at;
    }

    /// Begins before the first commit.
    public static ChainFollower fromTheFirst() {
        return new ChainFollower(0, CommitHash.GENESIS, Instant.MIN);
    }

    /// Begins behind this commit, which is taken as it is.
    public static ChainFollower after(StoredCommit commit) {
        return new ChainFollower(commit.last(), commit.hash(), commit.at());
    }

    /// The next commit: what is wrong with it, or nothing, and then it is the last one.
    public Optional<Flaw> next(StoredCommit commit) {
        long next = last + 1;
        if (commit.position() != next) {
            return flaw("the next commit starts at " + commit.position());
        }
        if (commit.events().isEmpty()) {
            return flaw("a commit without events");
        }
        Instant latest = at;
        for (StoredEvent event : commit.events()) {
            if (event.at().isAfter(latest)) {
                latest = event.at();
            }
        }
        if (!commit.at().equals(latest)) {
            return flaw("the time is " + commit.at() + " instead of " + latest);
        }
        String expected =
                CommitHash.commit(
                        hash, next, commit.events().stream().map(CommitHash::of).toList());
        if (!commit.hash().equals(expected)) {
            return flaw("the hash is " + commit.hash() + ", not " + expected);
        }
        last = commit.last();
        hash = expected;
        at = latest;
        commits++;
        return Optional.empty();
    }

    private Optional<Flaw> flaw(String reason) {
        return Optional.of(new Flaw(last + 1, reason));
    }

    /// The last position that is good.
    public long last() {
        return last;
    }

    /// The chain's hash there.
    public String hash() {
        return hash;
    }

    /// The time of the commit there.
    public Instant at() {
        return at;
    }

    /// How many commits were good.
    public long commits() {
        return commits;
    }
}
