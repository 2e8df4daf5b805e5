package io.lotline.core.eventlog.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.AppendJournal.Answer;
import io.lotline.core.testing.JournaledLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// One application of [FaultRunTest]: callers that read a boundary and append to it on that
/// condition, most of them to a few boundaries that all want, some to their own. Its clock jumps.
/// It ends when its input does, after everybody has an answer.
///
/// Arguments: connection string, database, journal file, seed, [Guards].
final class FaultWorker {
    private static final int CALLERS = 6;
    private static final int HOT_BOUNDARIES = 3;

    private final EventLog log;
    private final Guards guards;
    private final AppendJournal journal;
    private volatile boolean stop;

    /// What protects the log; the negative controls switch one off.
    enum Guards {
        ALL,

        /// Appends go without their conditions.
        NO_CONDITION,

        /// Writes are acknowledged by one node, reads see what it has.
        NO_MAJORITY
    }

    private FaultWorker(EventLog log, Guards guards, AppendJournal journal) {
        this.log = log;
        this.guards = guards;
        this.journal = journal;
    }

    public static void main(String[] arguments) throws Exception {
        String uri = arguments[0];
        String database = arguments[1];
        AppendJournal journal = AppendJournal.to(Path.of(arguments[2]));
        long seed = Long.parseLong(arguments[3]);
        Guards guards = Guards.valueOf(arguments[4]);
        if (guards == Guards.NO_MAJORITY) {
            try (MongoClient client =
                            MongoClients.create(
                                    MongoClientSettings.builder()
                                            .applyConnectionString(new ConnectionString(uri))
                                            .writeConcern(WriteConcern.W1)
                                            .readConcern(ReadConcern.LOCAL)
                                            .build());
                    EventLog log =
                            MongoEventLog.onReplicaSet(
                                    client,
                                    client.getDatabase(database),
                                    LogSettings.DEFAULT,
                                    new SimpleMeterRegistry())) {
                new FaultWorker(log, guards, journal).run(seed);
            }
        } else {
            try (LotlineStore store =
                    LotlineStore.open(
                            StoreSettings.replicaSet(uri, new SimpleMeterRegistry())
                                    .withDatabase(database))) {
                new FaultWorker(store.log(), guards, journal).run(seed);
            }
        }
    }

    private void run(long seed) throws InterruptedException, IOException {
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(seed * CALLERS + caller);
            String own = seed + "-" + caller;
            callers.add(Thread.startVirtualThread(() -> call(random, own)));
        }
        while (System.in.read() >= 0) {
            // until it ends
        }
        stop = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private void call(Random random, String own) {
        Clock clock = Clock.systemUTC();
        long seen = 0;
        while (!stop) {
            try {
                Tag boundary =
                        random.nextInt(4) == 0
                                ? new Tag("own", own)
                                : new Tag("hot", "" + random.nextInt(HOT_BOUNDARIES));
                Criteria criteria =
                        Criteria.of(
                                new Criterion(Set.of(boundary), Set.of()),
                                new Criterion(Set.of(new Tag("lot", own)), Set.of("Recalled")));
                seen = read(random, criteria, seen);
                Instant at = clock.instant().plusMillis(random.nextInt(-3_600_000, 3_600_000));
                append(events(random, boundary, at), new AppendCondition(criteria, seen));
            } catch (LogUnavailable e) {
                pause();
            }
        }
    }

    /// By one of the two ways; a boundary's whole history now and then.
    private long read(Random random, Criteria criteria, long seen) {
        EventLog read = new JournaledLog(log, journal);
        long after = random.nextInt(20) == 0 ? 0 : seen;
        return random.nextBoolean()
                ? read.source(criteria, after + 1).position()
                : read.changes(
                                criteria.alternatives().stream()
                                        .map(part -> new Since(part, after))
                                        .toList())
                        .position();
    }

    private static List<NewEvent> events(Random random, Tag boundary, Instant at) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            events.add(
                    new NewEvent(
                            UUID.randomUUID().toString(),
                            "Moved",
                            1,
                            at,
                            "key",
                            i == 0 ? Set.of(boundary) : Set.of(boundary, new Tag("lot", "" + i)),
                            "{\"quantity\":1}",
                            Map.of()));
        }
        return events;
    }

    private void append(List<NewEvent> events, AppendCondition condition) {
        try {
            if (guards == Guards.NO_CONDITION) {
                appendWithout(events, condition);
            } else {
                new JournaledLog(log, journal).append(events, condition).join();
            }
        } catch (CompletionException e) {
            switch (e.getCause()) {
                // read the boundary again
                case AppendConflict _ -> {}
                case LogUnavailable _ -> pause();
                default -> throw e;
            }
        }
    }

    private void appendWithout(List<NewEvent> events, AppendCondition condition) {
        String id = events.getFirst().id();
        journal.asked(id, events.size(), condition);
        log.append(events, AppendCondition.NONE)
                .whenComplete(
                        (appended, failure) ->
                                journal.told(id, Answer.of(appended, failure, log.head())))
                .join();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
