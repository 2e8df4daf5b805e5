package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The appends that may arrive without this node's doing, however late: those whose insert had an
/// unknown outcome, as long as their position is free, and those that two nodes have, of which each
/// may write them.
///
/// The former are known by the hash of the commit that they were part of. The latter by the id of
/// their first event, as their position is not known: whoever inserts at a position has read
/// everything before it, so the second one always meets what the first one wrote.
class SentCommits {
    private final Map<String, List<Placed>> byHash = new HashMap<>();

    private final Map<String, PendingAppend> byId = new HashMap<>();

    void add(Placed sent) {
        List<Placed> known = byHash.computeIfAbsent(sent.commit().hash(), _ -> new ArrayList<>(1));
        // the same round may be tried again and again
        if (known.stream().noneMatch(one -> one.append() == sent.append())) {
            known.add(sent);
        }
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

    /// The appends that this commit is the outcome of; one may be named twice.
    List<Placed> recognise(StoredCommit commit) {
        List<Placed> sent = byHash.remove(commit.hash());
        List<Placed> found = sent == null ? new ArrayList<>() : sent;
        if (!byId.isEmpty()) {
            for (StoredEvent event : commit.events()) {
                PendingAppend shared = byId.remove(event.id());
                if (shared != null) {
                    found.add(new Placed(shared, event.position(), commit));
                }
            }
        }
        return found;
    }

    /// Forgets what can no longer arrive, because the log has come this far, and what nobody waits
    /// for any more.
    void settle(long position) {
        byHash.values()
                .removeIf(
                        sent ->
                                sent.getFirst().commit().position() <= position
                                        || sent.stream().noneMatch(one -> one.append().isOpen()));
        byId.values().removeIf(append -> !append.isOpen());
    }
}
