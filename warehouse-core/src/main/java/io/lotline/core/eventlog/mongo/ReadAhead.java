package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.StoredEvent;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Pages of the log that followers are about to ask for, read while they work on the page before.
///
/// Who asks for the page after the one it was given is taken for a follower. What is in the log
/// does not change, so a page may wait; it waits for some seconds at most, and only a few do. For
/// any thread.
final class ReadAhead {
    private static final int MAX_WAITING = 6;

    /// While one page is decoded here, the store gathers others.
    private static final int DEPTH = 3;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Pages store;
    private final Executor executor;
    private final Map<Long, Page> waiting = new HashMap<>();

    /// Where the pages that were given end, and the next one would begin.
    private final long[] nexts = new long[MAX_WAITING];

    private int given;

    /// Reads events with positions in `from .. to`, in order, at most `limit`.
    @FunctionalInterface
    interface Pages {
        List<StoredEvent> read(long from, long to, int limit);
    }

    private record Page(int limit, CompletableFuture<List<StoredEvent>> events) {}

    ReadAhead(Pages store, Executor executor) {
        this.store = store;
        this.executor = executor;
    }

    /// Events with positions in `from .. to`, in order, at most `limit`; all of them are durable.
    List<StoredEvent> read(long from, long to, int limit) {
        Page page = take(from);
        boolean following = page != null || follows(from);
        long next = from + limit;
        for (int i = 0; following && i < DEPTH && next + (i + 1L) * limit - 1 <= to; i++) {
            begin(next + (long) i * limit, limit);
        }
        List<StoredEvent> events = page != null && page.limit() == limit ? await(page) : null;
        if (events == null) {
            events = store.read(from, to, limit);
        }
        remember(next);
        return events;
    }

    private synchronized @Nullable Page take(long from) {
        return waiting.remove(from);
    }

    private synchronized boolean follows(long from) {
        for (long next : nexts) {
            if (next == from) {
                return true;
            }
        }
        return false;
    }

    private synchronized void remember(long next) {
        nexts[Math.floorMod(given++, nexts.length)] = next;
    }

    private synchronized void begin(long from, int limit) {
        if (waiting.size() == MAX_WAITING || waiting.containsKey(from)) {
            return;
        }
        try {
            Page page =
                    new Page(
                            limit,
                            CompletableFuture.supplyAsync(
                                    () -> store.read(from, from + limit - 1, limit), executor));
            waiting.put(from, page);
            // weakly: what was handed out must not be kept until then
            WeakReference<Page> forgotten = new WeakReference<>(page);
            CompletableFuture.delayedExecutor(
                            LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(() -> forget(from, forgotten.get()));
        } catch (RejectedExecutionException closing) {
            // the log is being closed: nothing waits, and who asks reads it himself
        }
    }

    private synchronized void forget(long from, @Nullable Page page) {
        if (page != null) {
            waiting.remove(from, page);
        }
    }

    /// Null where it could not be read ahead: who asks reads it itself, and is told why it fails.
    private static @Nullable List<StoredEvent> await(Page page) {
        try {
            return page.events().join();
        } catch (CompletionException failed) {
            return null;
        }
    }
}
