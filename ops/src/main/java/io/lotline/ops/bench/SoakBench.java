package io.lotline.ops.bench;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.ops.bench.BenchDesk.ReceivePiece;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Half of the load that this machine bears, for a long time: does the heap stay flat?
///
/// Commands of 64 callers, each new lot after ten of them, so that caches fill up to their limits
/// and then have to forget; one reader follows the log.
final class SoakBench {
    private static final int WRITERS = 64;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private SoakBench() {}

    static void run(Figures figures, Duration length) throws Exception {
        figures.heading(
                "Soak: %d minutes of commands at half of the full rate, three nodes, one follower"
                        .formatted(length.toMinutes()),
                """
                soak/heap-slope        MB an hour that the heap after a collection grew, least squares over the second half
                soak/heap-last-third   its mean in the last third, against the middle third""");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet());
                BenchDesk desk = new BenchDesk(bench.log());
                Follower follower = new Follower(bench.log())) {
            Contender full = new Commands("soak at full rate", bench.log(), desk, WRITERS, false);
            Rate.warmUp(Rate.Pace.DEFAULT, full);
            double half = full.window(Duration.ofSeconds(5)) / 2;
            try (Load load = new Load(desk, half)) {
                double[] heap = minutes(length, load, follower);
                figures.add("soak/rate", load.done() / (length.toSeconds() + 0.0), "commands/s");
                figures.add("soak/heap-slope", slopePerHour(heap, heap.length / 2), "MB/h");
                figures.add(
                        "soak/heap-last-third",
                        mean(heap, heap.length - third(heap), heap.length),
                        "MB",
                        "the middle third",
                        mean(heap, third(heap), heap.length - third(heap)));
            }
        }
    }

    private static double[] minutes(Duration length, Load load, Follower follower)
            throws InterruptedException {
        double[] heap = new double[(int) Math.max(3, length.toMinutes())];
        for (int minute = 0; minute < heap.length; minute++) {
            long before = load.done();
            Thread.sleep(MINUTE);
            long done = load.done() - before;
            System.gc();
            heap[minute] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
            Progress.say(
                    "minute %d: heap after GC %.1f MB, %,d commands/s, follower at %,d",
                    minute + 1, heap[minute], done / MINUTE.toSeconds(), follower.position());
            load.check();
        }
        return heap;
    }

    /// The growth of the least-squares line through the values from `from` on, one a minute.
    static double slopePerHour(double[] heap, int from) {
        int count = heap.length - from;
        double middle = (count - 1) / 2.0;
        double mean = mean(heap, from, heap.length);
        double product = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            product += (i - middle) * (heap[from + i] - mean);
            squares += (i - middle) * (i - middle);
        }
        return squares == 0 ? 0 : product / squares * MINUTE.multipliedBy(60).toMinutes();
    }

    private static int third(double[] heap) {
        return heap.length / 3;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /// Callers that together keep to a rate.
    private static final class Load implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong lots = new AtomicLong();
        private final List<Thread> callers = new ArrayList<>();
        private volatile @Nullable Throwable failure;

        Load(BenchDesk desk, double perSecond) {
            long pauseNanos = (long) (WRITERS / perSecond * 1e9);
            for (int i = 0; i < WRITERS; i++) {
                callers.add(Thread.startVirtualThread(() -> call(desk, pauseNanos)));
            }
        }

        private void call(BenchDesk desk, long everyNanos) {
            long next = System.nanoTime();
            long lot = 0;
            try {
                for (int i = 0; !stop.get(); i++) {
                    if (i % Commands.STAY == 0) {
                        lot = lots.incrementAndGet();
                    }
                    desk.handle(new ReceivePiece("soak-" + lot), false);
                    done.incrementAndGet();
                    // a caller that was held up does not make up for it in a burst
                    next = Math.max(next + everyNanos, System.nanoTime() - everyNanos);
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        long done() {
            return done.get();
        }

        void check() {
            if (failure != null) {
                throw new IllegalStateException("a caller failed", failure);
            }
        }

        @Override
        public void close() throws InterruptedException {
            stop.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
        }
    }

    /// Reads the log in order as it grows.
    private static final class Follower implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicLong position = new AtomicLong();
        private final Thread reader;

        Follower(EventLog log) {
            reader = Thread.startVirtualThread(() -> follow(log));
        }

        private void follow(EventLog log) {
            while (!stop.get()) {
                List<StoredEvent> events = log.read(position.get() + 1, Limits.MAX_READ);
                if (events.isEmpty()) {
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                } else {
                    position.set(events.getLast().position());
                }
            }
        }

        long position() {
            return position.get();
        }

        @Override
        public void close() throws InterruptedException {
            stop.set(true);
            reader.join();
        }
    }
}
