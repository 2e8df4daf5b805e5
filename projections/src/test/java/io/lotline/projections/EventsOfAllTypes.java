package io.lotline.projections;

import io.lotline.core.axon.SampleEvents;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletionException;

/// Appends events of every type, one batch after the other, whatever becomes of it, until it is
/// closed.
final class EventsOfAllTypes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestLog log;
    private final Random random = new Random(1);
    private final Thread writer = Thread.ofPlatform().unstarted(this::write);
    private volatile boolean ended;
    private volatile long last;

    EventsOfAllTypes(EventLog log) {
        this.log = new TestLog(log, Instant.now());
        writer.start();
    }

    private void write() {
        while (!ended) {
            try {
                last = log.append(SampleEvents.all(random));
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof LogUnavailable)) {
                    throw e;
                }
            }
        }
    }

    /// A position that came after the call.
    long more() {
        long before = last;
        Poll.until("an append", PATIENCE, () -> last > before);
        return last;
    }

    @Override
    public void close() {
        ended = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
