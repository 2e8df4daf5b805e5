package io.lotline.ops.bench;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.EventJson;
import io.lotline.projections.Views;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.engine.ViewHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// Views that are folded from the log's first event on: all of them together, as after a restore,
/// and then each for itself, beside the others that queries read, as `ops/view rebuild` does it.
final class RebuildBench {
    private static final int CONSIGNMENTS = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 20;

    private RebuildBench() {}

    static void onEmbedded(Figures figures) throws Exception {
        Path data = Files.createTempDirectory("lotline-bench");
        try (LotlineStore store = EmbeddedBench.open(data)) {
            measure(figures, "embedded", store);
        } finally {
            Folders.delete(data);
        }
    }

    static void onReplicaSet(Figures figures) throws Exception {
        try (BenchLog bench = BenchLog.on(Servers.replicaSet())) {
            measure(figures, "replica-set", bench.store());
        }
    }

    private static void measure(Figures figures, String name, LotlineStore store) throws Exception {
        figures.heading(
                "Views folded anew over %,d consignments, on the %s".formatted(CONSIGNMENTS, name),
                """
                view/rebuild/STORE            events a second of all views together, from nothing
                view/rebuild/STORE/VIEW       of one view beside the others, until queries read it
                decoded reading               one reader that decodes all events, alone, before that""");
        EventLog log = store.log();
        Progress.say("filling the log of the %s with %,d consignments", name, CONSIGNMENTS);
        BenchLog.fill(log, Consignments.commits(CONSIGNMENTS));
        long events = log.head().position();
        double reading = 0;
        for (int pass = 0; pass < 3; pass++) {
            reading = Math.max(reading, reading(log));
        }
        long started = System.nanoTime();
        try (Views views =
                Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC())) {
            if (!views.await(events, PATIENCE)) {
                throw new IllegalStateException("the views do not follow the log");
            }
            figures.add(
                    "view/rebuild/" + name,
                    perSecond(events, started),
                    "events/s",
                    "decoded reading",
                    reading);
            for (ViewHealth view : views.health()) {
                figures.add(
                        "view/rebuild/%s/%s".formatted(name, view.view()),
                        rebuilt(views.engine(), view.view(), events),
                        "events/s",
                        "decoded reading",
                        reading);
            }
        }
    }

    private static double reading(EventLog log) {
        long started = System.nanoTime();
        long position = 0;
        for (var page = log.read(1, Limits.MAX_READ);
                !page.isEmpty();
                page = log.read(position + 1, Limits.MAX_READ)) {
            for (StoredEvent event : page) {
                EventJson.read(event.name(), event.version(), event.data());
            }
            position = page.getLast().position();
        }
        return perSecond(position, started);
    }

    private static double rebuilt(ViewEngine engine, String view, long events) throws Exception {
        long started = System.nanoTime();
        engine.rebuild(view);
        while (health(engine, view).rebuild() != null) {
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IllegalStateException(view + " is not rebuilt");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return perSecond(events, started);
    }

    private static ViewHealth health(ViewEngine engine, String view) {
        return engine.health().stream()
                .filter(each -> each.view().equals(view))
                .findFirst()
                .orElseThrow();
    }

    private static double perSecond(long events, long started) {
        return events * 1e9 / (System.nanoTime() - started);
    }
}
