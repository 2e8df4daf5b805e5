package io.lotline.api.stream;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Subscription;
import io.lotline.projections.engine.LogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The end of the log in memory, for all who follow it: each event is read once, however many they
/// are. It reads only while somebody follows.
final class Tail implements AutoCloseable {
    /// So many events are kept at least; who is further behind reads the log.
    private static final int KEPT = 4_096;

    private static final int PAGE = 500;

    /// What other nodes append is told within this at the latest.
    private static final long LOOKED_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLog log;
    private final LogReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /// One after the other, without gaps.
    private final List<Recorded> kept = new ArrayList<>();

    private @Nullable Subscription subscription;
    private int followers;
    private boolean reading;
    private volatile boolean closed;

    Tail(EventLog log) {
        this.log = log;
        this.reader = new LogReader(log);
    }

    /// Begins to follow.
    void open() {
        lock.lock();
        try {
            followers++;
            if (subscription == null) {
                subscription = log.onAppend(this::wake);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends to follow.
    void leave() {
        Subscription ended = null;
        lock.lock();
        try {
            followers--;
            if (followers == 0) {
                ended = subscription;
                subscription = null;
                kept.clear();
            }
        } finally {
            lock.unlock();
        }
        if (ended != null) {
            ended.close();
        }
    }

    private void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The events from a position on, a page of them; none if none came in that time.
    List<Recorded> next(long from, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<Recorded> page = now(from);
            long left = deadline - System.nanoTime();
            if (!page.isEmpty() || left <= 0 || closed) {
                return page;
            }
            lock.lock();
            try {
                if (log.head().position() < from && !closed) {
                    var _ = moved.awaitNanos(Math.min(left, LOOKED_AGAIN_NANOS));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private List<Recorded> now(long from) throws InterruptedException {
        if (log.head().position() < from) {
            return List.of();
        }
        boolean mine;
        lock.lock();
        try {
            // one reads what is new, and the others wait for it
            while (!covers(from) && reading && isBehind(from)) {
                moved.await();
            }
            if (covers(from)) {
                int begin = (int) (from - kept.getFirst().position());
                return List.copyOf(kept.subList(begin, Math.min(begin + PAGE, kept.size())));
            }
            mine = !reading && (kept.isEmpty() || kept.getLast().position() < from);
            reading |= mine;
        } finally {
            lock.unlock();
        }
        if (!mine) {
            return read(from);
        }
        try {
            List<Recorded> page = read(from);
            keep(page);
            return page;
        } finally {
            ended();
        }
    }

    private boolean covers(long from) {
        return !kept.isEmpty()
                && kept.getFirst().position() <= from
                && kept.getLast().position() >= from;
    }

    private boolean isBehind(long from) {
        return !kept.isEmpty() && kept.getLast().position() == from - 1;
    }

    /// Who reads has read, or failed: whoever waited looks again.
    private void ended() {
        lock.lock();
        try {
            reading = false;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Recorded> read(long from) {
        List<Recorded> page = new ArrayList<>();
        var _ = reader.forEach(from, from + PAGE - 1, page::add);
        return page;
    }

    private void keep(List<Recorded> page) {
        lock.lock();
        try {
            if (followers == 0) {
                return;
            }
            if (!kept.isEmpty()
                    && !page.isEmpty()
                    && kept.getLast().position() + 1 != page.getFirst().position()) {
                // who read up to here is far behind, and reads the log alone
                kept.clear();
            }
            kept.addAll(page);
            if (kept.size() > 2 * KEPT) {
                kept.subList(0, kept.size() - KEPT).clear();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets everybody who waits go.
    @Override
    public void close() {
        closed = true;
        wake();
    }
}
