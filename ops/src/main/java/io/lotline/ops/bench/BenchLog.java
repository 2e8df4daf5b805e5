package io.lotline.ops.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// A log in a database of its own, dropped when it is closed.
final class BenchLog implements AutoCloseable {
    /// Commits on their way at once while a log is filled.
    private static final int IN_FLIGHT = 1_000;

    private final String uri;
    private final String database;
    private SimpleMeterRegistry registry;
    private LotlineStore store;

    private BenchLog(String uri) {
        this.uri = uri;
        this.database = newDatabase();
        this.registry = new SimpleMeterRegistry();
        this.store = open(uri, database, registry);
    }

    static BenchLog on(String uri) {
        return new BenchLog(uri);
    }

    static String newDatabase() {
        return "bench_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static LotlineStore open(String uri, String database, SimpleMeterRegistry registry) {
        return LotlineStore.open(StoreSettings.replicaSet(uri, registry).withDatabase(database));
    }

    /// Opens the log anew, as a node that just started has it: nothing of it is in memory.
    void reopen() {
        store.close();
        registry = new SimpleMeterRegistry();
        store = open(uri, database, registry);
    }

    /// Returns when the log has done what it does in the background after a start.
    void awaitQuiet() throws InterruptedException {
        while (registry.get("lotline.log.tags.complete").gauge().value() < 1) {
            Thread.sleep(100);
        }
    }

    EventLog log() {
        return store.log();
    }

    LotlineStore store() {
        return store;
    }

    String database() {
        return database;
    }

    SimpleMeterRegistry registry() {
        return registry;
    }

    /// Appends each list for itself, many at a time; their order is kept.
    static void fill(EventLog log, Stream<List<NewEvent>> commits) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        FillProgress progress = new FillProgress();
        commits.forEach(
                events -> {
                    progress.add(events.size());
                    free.acquireUninterruptibly();
                    log.append(events, AppendCondition.NONE)
                            .whenComplete(
                                    (appended, failed) -> {
                                        if (failed != null) {
                                            failure.set(failed);
                                        }
                                        free.release();
                                    });
                });
        free.acquire(IN_FLIGHT);
        if (failure.get() != null) {
            throw new IllegalStateException("the log could not be filled", failure.get());
        }
    }

    /// Says now and then how far a long fill is.
    private static final class FillProgress {
        private static final long EVERY_NANOS = Duration.ofSeconds(15).toNanos();

        private long events;
        private long told = System.nanoTime();

        void add(int more) {
            events += more;
            if (System.nanoTime() - told > EVERY_NANOS) {
                told = System.nanoTime();
                Progress.say("%,d events filled in", events);
            }
        }
    }

    @Override
    public void close() {
        store.close();
        drop(uri, database);
    }

    static void drop(String uri, String database) {
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(database).drop();
        }
    }
}
