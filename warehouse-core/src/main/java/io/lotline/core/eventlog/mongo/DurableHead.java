package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Instant;

/// The last commit that can no longer be lost: its last position, the chain's hash, and the latest
/// time recorded up to it.
record DurableHead(long position, String hash, Instant at) {
    static final DurableHead EMPTY = new DurableHead(0, CommitHash.GENESIS, Instant.EPOCH);

    static DurableHead of(StoredCommit commit) {
        return new DurableHead(commit.last(), commit.hash(), commit.at());
    }
}
