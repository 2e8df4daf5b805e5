package io.lotline.projections.engine;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The log, read and decoded once for all views of a node.
final class EventFeed implements AutoCloseable {
    private static final int CHUNK = 1_024;
    private static final int CHUNKS_KEPT = 16;

    private final EventLog log;
    private final EventLog.Subscription subscription;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Long, Chunk> chunks =
            new LinkedHashMap<>(2 * CHUNKS_KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Chunk> eldest) {
                    return size() > CHUNKS_KEPT;
                }
            };

    EventFeed(EventLog log) {
        this.log = log;
        this.subscription = log.onAppend(this::wake);
    }

    /// Lets everybody who waits look again.
    void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The log's last position.
    long head() {
        return log.head().position();
    }

    /// Waits for a moment, unless the log has gone beyond `position`; answers the head.
    long await(long position, long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (log.head().position() <= position) {
                long unused = moved.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
        return log.head().position();
    }

    /// The events `from` to `to`, both included; all of them are durable.
    List<FedEvent> events(long from, long to) {
        List<FedEvent> events = new ArrayList<>((int) (to - from + 1));
        for (long position = from; position <= to; ) {
            Chunk chunk = chunk((position - 1) / CHUNK);
            long last = Math.min(to, chunk.last());
            chunk.addTo(events, position, last);
            position = last + 1;
        }
        return events;
    }

    private Chunk chunk(long index) {
        synchronized (chunks) {
            return chunks.computeIfAbsent(index, Chunk::new);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    /// Some neighbouring events, read when first asked for.
    private final class Chunk {
        private final long first;
        private final List<FedEvent> events = new ArrayList<>();

        Chunk(long index) {
            this.first = index * CHUNK + 1;
        }

        long last() {
            return first + CHUNK - 1;
        }

        synchronized void addTo(List<FedEvent> target, long from, long to) {
            while (first + events.size() <= to) {
                List<StoredEvent> read = log.read(first + events.size(), CHUNK - events.size());
                if (read.isEmpty()) {
                    throw new IllegalStateException(
                            "The log answers nothing at position %d, below its head"
                                    .formatted(first + events.size()));
                }
                for (StoredEvent stored : read) {
                    if (events.size() < CHUNK) {
                        events.add(new FedEvent(stored));
                    }
                }
            }
            target.addAll(events.subList((int) (from - first), (int) (to - first + 1)));
        }
    }
}
