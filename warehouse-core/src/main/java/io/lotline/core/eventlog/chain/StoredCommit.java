package io.lotline.core.eventlog.chain;

import io.lotline.core.eventlog.StoredEvent;
import java.time.Instant;
import java.util.List;

/// A commit as the log keeps it.
///
/// @param position the position of its first event
/// @param at       the latest time that any event up to here was recorded at; never decreases
/// @param hash     the chain's hash after this commit, lower-case hex
public record StoredCommit(long position, Instant at, String hash, List<StoredEvent> events) {
    public StoredCommit {
        events = List.copyOf(events);
    }

    /// The position of its last event.
    public long last() {
        return position + events.size() - 1;
    }
}
