package io.lotline.projections.engine;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The rest of a loop after a stretch: what comes meanwhile is folded and stored together, so many
/// small commits cost the store a few writes. Whoever waits for the view does not wait for its
/// rest.
final class Rest {
    private final long nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private int waiting;

    Rest(Duration length) {
        this.nanos = length.toNanos();
    }

    /// Returns when as much time has passed since then, or when somebody waits.
    ///
    /// @param since of the monotonic clock
    void from(long since) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos - (System.nanoTime() - since);
            while (waiting == 0 && left > 0) {
                left = called.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Somebody waits from now on.
    void call() {
        lock.lock();
        try {
            waiting++;
            called.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// One who waited waits no more.
    void leave() {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
    }
}
