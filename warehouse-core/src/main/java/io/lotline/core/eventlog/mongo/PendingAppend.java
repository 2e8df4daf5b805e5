package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.chain.EventHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What one caller appends, on its way through the committer.
final class PendingAppend {
    /// Larger ones take a node longer than another one waits.
    private static final int LARGEST_HANDED = 1024 * 1024;

    private static final String NOTHING = " Nothing was stored.";
    private static final String UNKNOWN =
            " Whether the events were stored is unknown: look for its events' ids.";

    private final List<NewEvent> events;
    private final List<EventHash> hashes;
    private final byte[] body;
    private final Instant at;
    private final AppendCondition condition;
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Appended> answer = new CompletableFuture<>();

    /// Up to here the condition is known to hold; conditions older than the tail in memory were
    /// asked of the index.
    private volatile long checkedTo;

    private final boolean foreign;

    private volatile long handedNanos;
    private volatile boolean kept;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private enum State {
        WAITING,

        /// Sent to the store at least once, so that silence leaves its outcome unknown.
        SENT,

        /// Its answer is fixed, and given or about to be.
        SETTLED
    }

    PendingAppend(
            List<NewEvent> events, List<EventHash> hashes, byte[] body, AppendCondition condition) {
        this(events, hashes, body, condition, condition.after(), false);
    }

    private PendingAppend(
            List<NewEvent> events,
            List<EventHash> hashes,
            byte[] body,
            AppendCondition condition,
            long checkedTo,
            boolean foreign) {
        this.events = List.copyOf(events);
        this.hashes = hashes;
        this.body = body;
        this.condition = condition;
        this.checkedTo = checkedTo;
        this.foreign = foreign;
        Instant latest = Instant.MIN;
        for (NewEvent event : events) {
            latest = event.at().isAfter(latest) ? event.at() : latest;
        }
        this.at = latest;
    }

    /// One that another node asks this one to write.
    ///
    /// @param after that node's head: up to there the condition holds, and the log lacks it
    static PendingAppend foreign(byte[] body, AppendCondition condition, long after) {
        List<NewEvent> events = CommitCodec.events(body);
        return new PendingAppend(events, Limits.check(events), body, condition, after, true);
    }

    /// The id of its first event, by which it is known wherever it is written.
    String id() {
        return events.getFirst().id();
    }

    boolean isForeign() {
        return foreign;
    }

    /// Another node is asked to write it from now on.
    void markHanded() {
        handedNanos = System.nanoTime();
    }

    long handedNanos() {
        return handedNanos;
    }

    /// It came back from the node that it was handed to, and is not handed on any more.
    void keep() {
        kept = true;
    }

    /// Whether it must not be handed to another node.
    boolean staysHere() {
        return foreign || kept || body.length > LARGEST_HANDED;
    }

    AppendCondition condition() {
        return condition;
    }

    byte[] body() {
        return body;
    }

    CompletableFuture<Appended> answer() {
        return answer;
    }

    boolean isOpen() {
        return state.get() != State.SETTLED;
    }

    long checkedTo() {
        return checkedTo;
    }

    void checkedTo(long position) {
        checkedTo = position;
    }

    /// Marks it as sent; false when it was answered before and must not be sent.
    boolean send() {
        return state.compareAndSet(State.WAITING, State.SENT) || isOpen();
    }

    /// Fixes the answer, which the caller of this method gives; false when there is one already.
    boolean settle() {
        return state.getAndSet(State.SETTLED) != State.SETTLED;
    }

    long ageNanos() {
        return System.nanoTime() - startNanos;
    }

    /// How many events it has.
    int size() {
        return events.size();
    }

    /// The latest time of its events.
    Instant at() {
        return at;
    }

    List<EventHash> hashes() {
        return hashes;
    }

    /// Its events as they stand from this position on.
    List<StoredEvent> at(long first) {
        List<StoredEvent> stored = new ArrayList<>(events.size());
        for (NewEvent event : events) {
            stored.add(event.at(first + stored.size()));
        }
        return stored;
    }

    /// Tells the caller of a settled append where it stands.
    void acknowledge(Placed placed, Executor callbacks) {
        long first = placed.first();
        Appended appended = new Appended(first, first + events.size() - 1, placed.commit().hash());
        callbacks.execute(() -> answer.complete(appended));
    }

    /// Refuses it; false when there is another answer.
    boolean conflict(Executor callbacks) {
        boolean open = settle();
        if (open) {
            callbacks.execute(() -> answer.completeExceptionally(new AppendConflict(condition)));
        }
        return open;
    }

    /// Gives it up, unless there is an answer.
    void unavailable(String why, @Nullable Throwable cause, Executor callbacks) {
        switch (state.getAndSet(State.SETTLED)) {
            case WAITING -> fail(LogUnavailable.nothingStored(why + NOTHING, cause), callbacks);
            case SENT -> fail(new LogUnavailable(why + UNKNOWN, cause), callbacks);
            case SETTLED -> {}
        }
    }

    private void fail(LogUnavailable failure, Executor callbacks) {
        callbacks.execute(() -> answer.completeExceptionally(failure));
    }

    /// Ends it without an answer, unless it has one.
    void abandon() {
        answer.completeExceptionally(new LogUnavailable("The event log closed." + UNKNOWN, null));
    }
}
