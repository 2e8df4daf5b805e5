package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commits whose insert had an unknown outcome: each may arrive as long as its position is
/// free, however late.
class SentCommits {
    private final Map<String, Sent> byHash = new HashMap<>();

    private record Sent(PendingAppend append, long position) {}

    void add(PendingAppend append, StoredCommit commit) {
        byHash.put(commit.hash(), new Sent(append, commit.position()));
    }

    /// The append that this commit is the outcome of, if it is one of these.
    @Nullable PendingAppend recognise(StoredCommit commit) {
        Sent sent = byHash.remove(commit.hash());
        return sent == null ? null : sent.append();
    }

    /// Forgets what can no longer arrive, because the log has come this far, and what nobody waits
    /// for any more.
    void settle(long position) {
        byHash.values().removeIf(sent -> sent.position() <= position || !sent.append().isOpen());
    }
}
