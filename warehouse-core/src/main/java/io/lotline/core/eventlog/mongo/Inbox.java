package io.lotline.core.eventlog.mongo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The appends that wait for the committer, and the news for it.
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    private final ArrayDeque<PendingAppend> waiting = new ArrayDeque<>();
    private final List<News> news = new ArrayList<>();
    private int wanted;
    private boolean closed;

    /// False when the inbox is closed.
    boolean offer(PendingAppend append) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            waiting.add(append);
            if (wanted > 0 && waiting.size() >= wanted) {
                enough.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Puts appends that were taken before all others.
    void putBack(List<PendingAppend> appends) {
        lock.lock();
        try {
            appends.reversed().forEach(waiting::addFirst);
        } finally {
            lock.unlock();
        }
    }

    /// Lets the committer hear of this before anything else.
    void tell(News heard) {
        lock.lock();
        try {
            news.add(heard);
            enough.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes all news, in order.
    List<News> hear() {
        lock.lock();
        try {
            List<News> heard = List.copyOf(news);
            news.clear();
            return heard;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until this many appends are here, there are news, the time is over or the inbox is
    /// closed.
    void await(int count, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            wanted = count;
            while (waiting.size() < count && news.isEmpty() && !closed && nanos > 0) {
                nanos = enough.awaitNanos(nanos);
            }
            wanted = 0;
        } finally {
            lock.unlock();
        }
    }

    /// Takes appends in order, as many as fit; where there is room for bytes at all, one always
    /// fits.
    List<PendingAppend> take(int maxCommits, long maxBytes) {
        List<PendingAppend> taken = new ArrayList<>();
        long bytes = 0;
        lock.lock();
        try {
            while (maxBytes > 0 && !waiting.isEmpty() && taken.size() < maxCommits) {
                bytes += waiting.getFirst().body().length;
                if (bytes > maxBytes && !taken.isEmpty()) {
                    break;
                }
                taken.add(waiting.removeFirst());
            }
        } finally {
            lock.unlock();
        }
        return taken;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            enough.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
