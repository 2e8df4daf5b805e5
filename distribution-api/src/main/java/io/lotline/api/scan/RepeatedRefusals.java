package io.lotline.api.scan;

import io.lotline.api.http.Commands;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.ParkClock;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.events.WorkEvent.RefusalsRepeated.Repeated;
import io.lotline.core.work.CountRefusals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Counts how often scans are refused again that are on file, and records the counts: at once where
/// nothing was recorded for a while, else all of a second together. So a handheld that sends the
/// same scan without end adds an event a second to the log at most.
@Component
class RepeatedRefusals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedRefusals.class);
    private static final String ACTOR = "refusal-counter";
    private static final int TOGETHER = 100;

    private final Commands commands;
    private final ParkClock clock;
    private final Duration together;
    private final Map<Repeated, Repeated> pending = new LinkedHashMap<>();
    private @Nullable Thread writer;
    private boolean closed;

    RepeatedRefusals(Commands commands, ParkClock clock) {
        this.commands = commands;
        this.clock = clock;
        this.together = HttpLimits.REFUSALS_COUNTED_FOR;
    }

    /// Counts one. Waits only where more are counted than have room.
    void count(Repeated one) {
        while (!added(one)) {
            record(next());
        }
    }

    private synchronized boolean added(Repeated one) {
        Repeated kind = times(one, 0);
        if (!pending.containsKey(kind) && pending.size() >= HttpLimits.MAX_COUNTED_REFUSALS) {
            return false;
        }
        pending.merge(kind, one, (sum, next) -> times(next, sum.times() + next.times()));
        if (writer == null && !closed) {
            writer = Thread.ofVirtual().name("refusal-counter").start(this::write);
        }
        return true;
    }

    /// The same kind of refusal, so many times; for none at no time, so that kinds are equal.
    private static Repeated times(Repeated one, int times) {
        return new Repeated(
                one.item(),
                one.type(),
                one.operator(),
                one.handheld(),
                one.warehouse(),
                one.di(),
                one.supplier(),
                times,
                times == 0 ? Instant.EPOCH : one.last());
    }

    private void write() {
        try {
            for (List<Repeated> some = next(); !some.isEmpty(); some = next()) {
                record(some);
                pause();
            }
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        writer = null;
        if (!pending.isEmpty() && !closed) {
            writer = Thread.ofVirtual().name("refusal-counter").start(this::write);
        }
    }

    private synchronized List<Repeated> next() {
        List<Repeated> some = new ArrayList<>();
        Iterator<Repeated> all = pending.values().iterator();
        while (all.hasNext() && some.size() < TOGETHER) {
            some.add(all.next());
            all.remove();
        }
        return some;
    }

    /// Until they are recorded: the same key, so not twice.
    private void record(List<Repeated> some) {
        if (some.isEmpty()) {
            return;
        }
        String key = "refusals:" + UUID.randomUUID();
        while (true) {
            try {
                var _ =
                        commands.answer(
                                new CountRefusals(some), new Request(ACTOR, key, key, clock.now()));
                return;
            } catch (LogUnavailable e) {
                if (isClosed()) {
                    LOG.warn(
                            "{} counts of refused scans are lost: {}", some.size(), e.getMessage());
                    return;
                }
                pause();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pause() {
        long until = System.nanoTime() + together.toNanos();
        try {
            for (long left = together.toMillis();
                    !closed && left > 0;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Records what is counted, and ends.
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = writer;
            notifyAll();
        }
        try {
            if (last != null) {
                last.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (List<Repeated> some = next(); !some.isEmpty(); some = next()) {
            record(some);
        }
    }
}
