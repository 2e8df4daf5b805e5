package io.lotline.ops.bench;

import com.mongodb.client.MongoCollection;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;

/// Following the log from its beginning with one reader, in the largest pages.
final class FollowBench {
    private static final int EVENTS = 300_000;
    private static final int PER_LARGE_COMMIT = 100;

    private FollowBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Following the log from position 1 with one reader, three nodes",
                """
                follow/events-per-second      read and decoded to event records; the log has 300,000 appends of one event
                follow/stored                 the same without the event's JSON
                follow/large-commits          decoded, the log has 3,000 appends of 100 events
                raw cursor                    the driver alone: every document of the same collection, not decoded""");
        measure(figures, 1, "follow/events-per-second", "follow/stored");
        measure(figures, PER_LARGE_COMMIT, "follow/large-commits", "follow/large-commits/stored");
    }

    private static void measure(
            Figures figures, int perCommit, String decodedName, String storedName)
            throws Exception {
        try (BenchLog bench = BenchLog.on(Servers.replicaSet())) {
            Progress.say("filling %,d events, %d a commit", EVENTS, perCommit);
            BenchLog.fill(bench.log(), commits(perCommit));
            bench.reopen();
            Contender raw = passes("raw cursor", () -> cursor(bench));
            Contender stored = passes("stored", () -> follow(bench.log(), false));
            Contender decoded = passes("decoded", () -> follow(bench.log(), true));
            Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, decoded, stored, raw);
            double baseline = rates.of(raw);
            figures.add(decodedName, rates.of(decoded), "events/s", "raw cursor", baseline);
            figures.add(storedName, rates.of(stored), "events/s", "raw cursor", baseline);
        }
    }

    private static Stream<List<NewEvent>> commits(int perCommit) {
        return IntStream.range(0, EVENTS / perCommit)
                .mapToObj(
                        commit ->
                                IntStream.range(0, perCommit)
                                        .mapToObj(
                                                i ->
                                                        BenchEvents.stored(
                                                                BenchEvents.received(
                                                                        "L" + commit % 1_000,
                                                                        null,
                                                                        "ASN-" + commit % 100)))
                                        .toList());
    }

    /// Whole passes over the log, so that nothing is left that was read for the next window.
    private static Contender passes(String name, LongSupplier pass) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double window(Duration length) {
                long started = System.nanoTime();
                long events = 0;
                do {
                    events += pass.getAsLong();
                } while (System.nanoTime() - started < length.toNanos());
                return events * 1e9 / (System.nanoTime() - started);
            }
        };
    }

    private static long follow(EventLog log, boolean decode) {
        long count = 0;
        long position = 1;
        List<StoredEvent> events = log.read(position, Limits.MAX_READ);
        while (!events.isEmpty()) {
            for (StoredEvent event : events) {
                if (decode) {
                    EventJson.read(event.name(), event.version(), event.data());
                }
            }
            count += events.size();
            position = events.getLast().position() + 1;
            events = log.read(position, Limits.MAX_READ);
        }
        if (count != EVENTS) {
            throw new IllegalStateException("followed %d events".formatted(count));
        }
        return count;
    }

    /// All of the events, whose appends share documents.
    private static long cursor(BenchLog bench) {
        MongoCollection<RawBsonDocument> collection =
                bench.store().database().getCollection("log", RawBsonDocument.class);
        long events = 0;
        for (RawBsonDocument commit :
                collection.find().sort(new Document("_id", 1)).batchSize(1_000)) {
            events += commit.getNumber("n").longValue();
        }
        return events;
    }
}
