package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commits that may arrive without this node's doing, however late: those whose insert had an
/// unknown outcome, as long as their position is free, and those that two nodes have, of which each
/// may write them.
///
/// The former are known by their hash. The latter by the id of their first event, as their position
/// is not known: whoever inserts at a position has read everything before it, so the second one
/// always meets what the first one wrote.
class SentCommits {
    private final Map<String, Sent> byHash = new HashMap<>();

    private final Map<String, PendingAppend> byId = new HashMap<>();

    private record Sent(PendingAppend append, long position) {}

    void add(PendingAppend append, StoredCommit commit) {
        byHash.put(commit.hash(), new Sent(append, commit.position()));
    }

    /// Two nodes have it from now on; false when one of that id is known already.
    boolean share(PendingAppend append) {
        PendingAppend known = byId.get(append.id());
        if (known != null && known != append && known.isOpen()) {
            return false;
        }
        byId.put(append.id(), append);
        return true;
    }

    boolean isShared(PendingAppend append) {
        return byId.get(append.id()) == append;
    }

    /// The append that this commit is the outcome of, if it is one of these.
    @Nullable PendingAppend recognise(StoredCommit commit) {
        Sent sent = byHash.remove(commit.hash());
        PendingAppend shared = byId.isEmpty() ? null : byId.remove(commit.events().getFirst().id());
        return sent == null ? shared : sent.append();
    }

    /// Forgets what can no longer arrive, because the log has come this far, and what nobody waits
    /// for any more.
    void settle(long position) {
        byHash.values().removeIf(sent -> sent.position() <= position || !sent.append().isOpen());
        byId.values().removeIf(append -> !append.isOpen());
    }
}
