package io.lotline.core.eventlog;

import io.lotline.core.eventlog.Criteria.Criterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The log of everything that happened: events at positions 1, 2, 3 … without gaps, written in
/// commits that are stored wholly or not at all, chained by hashes.
///
/// Every read sees only what can no longer be lost: majority-committed on a replica set, synced to
/// the file on the embedded store. Implementations are safe for use by many threads.
public interface EventLog extends AutoCloseable {

    /// Appends the events, wholly and one after the other, if the condition holds. They become a
    /// commit, or a part of one.
    ///
    /// The future ends when they can no longer be lost. It fails with [AppendConflict] when
    /// the condition does not hold, with [CommitTooLarge] when a limit of [Limits] is passed, and
    /// with [LogUnavailable] when the store cannot be reached in time; the outcome of the last is
    /// unknown to the caller only where it says so. Nothing was stored in the first two cases. An
    /// empty list answers at once with the empty range after the head and stores nothing. Futures
    /// never end on the committer's thread.
    CompletableFuture<Appended> append(List<NewEvent> events, AppendCondition condition);

    /// The events that match, in order, with positions in `from ..` of what is durable now.
    /// [Sourced#position()] is a position up to which nothing that matches is missing, so it is the
    /// `after` of an append condition on the same criteria.
    Sourced source(Criteria criteria, long from);

    /// For each part the events that match it and came after its position, in order; all parts are
    /// complete up to one and the same position.
    default Changes changes(List<Since> parts) {
        List<List<StoredEvent>> found = new ArrayList<>(parts.size());
        long position = head().position();
        for (Since part : parts) {
            found.add(
                    source(Criteria.of(part.criterion()), part.after() + 1).events().stream()
                            .takeWhile(event -> event.position() <= position)
                            .toList());
        }
        return new Changes(found, position);
    }

    /// The first events of a part, so many or a commit's more, and the position up to which nothing
    /// is missing before them; all of them where there are fewer. For one who folds very many.
    default Changes first(Since part, int limit) {
        return changes(List.of(part));
    }

    /// At most `limit` durable events from position `from` on, in order, every type and tag; empty
    /// at the end of the log. May answer fewer than there are.
    List<StoredEvent> read(long from, int limit);

    /// Calls `listener` soon after the durable head moved, on any thread, at least once after each
    /// move that this object learns of (its own commits at once, other nodes' by polling).
    /// Listeners must be quick. Close the subscription to stop.
    Subscription onAppend(Runnable listener);

    /// The durable head.
    Head head();

    /// The position of the first event recorded at or after `at`, or head + 1.
    long positionAt(Instant at);

    @Override
    void close();

    /// An append's first and last position, and the hash of the commit that it is in, whose end may
    /// lie behind the last position.
    record Appended(long first, long last, String hash) {}

    /// What a boundary holds, and the position up to which that is complete.
    record Sourced(List<StoredEvent> events, long position) {}

    /// What is asked for by one who knows the rest already.
    ///
    /// @param after 0, or a position that an earlier answer of this log was complete up to
    record Since(Criterion criterion, long after) {}

    /// The events of each part in the order of the parts, and the position up to which they are
    /// complete.
    record Changes(List<List<StoredEvent>> events, long position) {}

    /// The last position (0 for the empty log) and the chain's hash there, in lower-case hex.
    record Head(long position, String hash) {}

    /// A listener's registration.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
