package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.chain.StoredCommit;
import org.jspecify.annotations.Nullable;

/// An append with its place in the log.
///
/// @param first  the position of its first event
/// @param commit that it is part of, alone or with others of its round
record Placed(PendingAppend append, long first, StoredCommit commit) {

    /// Where the append stands in this commit, if it does.
    static @Nullable Placed in(StoredCommit commit, PendingAppend append) {
        for (StoredEvent event : commit.events()) {
            if (event.id().equals(append.id())) {
                return new Placed(append, event.position(), commit);
            }
        }
        return null;
    }
}
