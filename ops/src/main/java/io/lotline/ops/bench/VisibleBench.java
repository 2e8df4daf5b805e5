package io.lotline.ops.bench;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.projections.Views;
import io.lotline.projections.inventory.StockCells;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// From an append to the view of stock that reflects it, with all views of a node at work.
final class VisibleBench {
    private static final int WRITERS = 16;
    private static final Duration FULL = Duration.ofSeconds(10);
    private static final Duration HALF = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private VisibleBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "From an append of one event to visible stock, all views at work",
                """
                view/visible/STORE            events a second, each appended and waited for by one of 16 writers: full load
                view/visible/STORE/p50, p99   at half of that rate: milliseconds from the time when it was due""");
        Path data = Files.createTempDirectory("lotline-bench");
        try (LotlineStore store = EmbeddedBench.open(data)) {
            measure(figures, "embedded", store);
        } finally {
            Folders.delete(data);
        }
        try (BenchLog bench = BenchLog.on(Servers.replicaSet())) {
            measure(figures, "replica-set", bench.store());
        }
    }

    private static void measure(Figures figures, String name, LotlineStore store) throws Exception {
        try (Views views =
                Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC())) {
            Iterator<List<NewEvent>> events =
                    Consignments.commits(Integer.MAX_VALUE)
                            .flatMap(List::stream)
                            .map(List::of)
                            .iterator();
            // the first run wakes the compiler
            run(store, views, events, FULL, 0);
            double full = run(store, views, events, FULL, 0).length / (double) FULL.toSeconds();
            double[] millis = run(store, views, events, HALF, full / 2);
            figures.add("view/visible/" + name, full, "events/s");
            figures.add("view/visible/%s/p50".formatted(name), millis[millis.length / 2], "ms");
            figures.add(
                    "view/visible/%s/p99".formatted(name), millis[millis.length * 99 / 100], "ms");
        }
    }

    /// @param rate events a second; 0 for as many as can be
    /// @return how long each took, in milliseconds, ascending
    private static double[] run(
            LotlineStore store,
            Views views,
            Iterator<List<NewEvent>> events,
            Duration length,
            double rate)
            throws InterruptedException {
        ConcurrentLinkedQueue<Double> took = new ConcurrentLinkedQueue<>();
        long started = System.nanoTime();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int first = writer;
            writers.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (long i = first; ; i += WRITERS) {
                                            long due =
                                                    rate == 0
                                                            ? System.nanoTime()
                                                            : started + (long) (i * 1e9 / rate);
                                            if (due - started > length.toNanos()) {
                                                return;
                                            }
                                            LockSupport.parkNanos(due - System.nanoTime());
                                            show(store, views, next(events));
                                            took.add((System.nanoTime() - due) / 1e6);
                                        }
                                    }));
        }
        for (Thread each : writers) {
            each.join();
        }
        double[] millis = took.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(millis);
        return millis;
    }

    private static List<NewEvent> next(Iterator<List<NewEvent>> events) {
        synchronized (events) {
            return events.next();
        }
    }

    private static void show(LotlineStore store, Views views, List<NewEvent> event) {
        long position = store.log().append(event, AppendCondition.NONE).join().last();
        if (!views.await(position, PATIENCE, StockCells.NAME)) {
            throw new IllegalStateException("stock does not reflect position " + position);
        }
    }
}
