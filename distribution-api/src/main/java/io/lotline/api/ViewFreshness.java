package io.lotline.api;

import io.lotline.api.http.Freshness;
import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.Views;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Views together are as fresh as the one that is furthest behind.
record ViewFreshness(Views views, EventLog log) implements Freshness {

    @Override
    public long position(String... names) {
        return names.length == 0 ? log.head().position() : views.position(names);
    }

    @Override
    public boolean await(long position, Duration atMost, String... names) {
        return names.length == 0
                ? awaitHead(position, atMost)
                : views.await(position, atMost, names);
    }

    private boolean awaitHead(long position, Duration atMost) {
        if (log.head().position() >= position) {
            return true;
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        Semaphore moves = new Semaphore(0);
        try (EventLog.Subscription _ = log.onAppend(moves::release)) {
            while (log.head().position() < position) {
                if (!moves.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return log.head().position() >= position;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
