package io.lotline.ops.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.types.Binary;

/// Appends against the raw driver: what group commit, conditions and the hash chain cost.
final class EventLogBench {
    private static final String PAYLOAD =
            "{\"notice\":\"ASN-20261122-0042\",\"movement\":{\"item\":{\"owner\":\"kangda\",\"di\":\"06901234567892\",\"lot\":\"LOT7\"},"
                    + "\"quantity\":12,\"from\":\"supplier:maker\",\"to\":\"location:W1/DOCK-1\",\"fromStatus\":\"PENDING_INSPECTION\","
                    + "\"toStatus\":\"PENDING_INSPECTION\"}}";
    private static final int[] WRITERS = {1, 16, 64, 256};
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private EventLogBench() {}

    static String replicaSet() {
        String uri = System.getenv("LOTLINE_BENCH_MONGODB_URI");
        if (uri == null) {
            throw new IllegalStateException("LOTLINE_BENCH_MONGODB_URI is not set; use ops/bench");
        }
        return uri;
    }

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Event log: commits of one 250-byte event with a condition on its own tag, three nodes, w:majority");
        try (MongoClient client = MongoClients.create(replicaSet())) {
            double raw100 = raw(client, 100);
            figures.baseline("raw100", raw100, "documents/s");
            for (int writers : WRITERS) {
                SimpleMeterRegistry registry = new SimpleMeterRegistry();
                double rate = appends(client, writers, registry);
                DistributionSummary commits = registry.find("lotline.log.round.commits").summary();
                double round = commits == null ? 1 : commits.mean();
                double rawSame = raw(client, Math.max(1, (int) Math.round(round)));
                figures.add(
                        "append/%d/raw100".formatted(writers), rate, "commits/s", "raw100", raw100);
                figures.add(
                        "append/%d/rawsame".formatted(writers),
                        rate,
                        "commits/s",
                        "raw, batches of %d".formatted(Math.round(round)),
                        rawSame);
            }
        }
    }

    /// Plain appends a second on a database of their own.
    static double appends(int writers) throws Exception {
        try (MongoClient client = MongoClients.create(replicaSet())) {
            return appends(client, writers, new SimpleMeterRegistry());
        }
    }

    private static double appends(MongoClient client, int writers, SimpleMeterRegistry registry)
            throws Exception {
        String database = "bench_" + UUID.randomUUID().toString().replace("-", "");
        try (LotlineStore store =
                LotlineStore.open(
                        StoreSettings.replicaSet(replicaSet(), registry).withDatabase(database))) {
            return appends(store, writers);
        } finally {
            client.getDatabase(database).drop();
        }
    }

    private static double appends(LotlineStore store, int writers) throws Exception {
        AtomicLong sequence = new AtomicLong();
        long[] seen = new long[writers];
        return Rate.measure(
                writers,
                WARM_UP,
                WINDOW,
                5,
                writer -> {
                    Tag tag = new Tag("stock", "bench/" + writer);
                    NewEvent event =
                            new NewEvent(
                                    Long.toString(sequence.incrementAndGet()),
                                    "lotline.GoodsReceived",
                                    1,
                                    Instant.now(),
                                    "bench",
                                    Set.of(tag, new Tag("lot", "06901234567892/LOT" + writer)),
                                    PAYLOAD,
                                    Map.of());
                    seen[writer] =
                            store.log()
                                    .append(
                                            List.of(event),
                                            new AppendCondition(
                                                    Criteria.of(
                                                            new Criterion(Set.of(tag), Set.of())),
                                                    seen[writer]))
                                    .join()
                                    .last();
                    return 1;
                });
    }

    /// The raw driver: ordered batches of documents of the log's own shape, one after the other.
    private static double raw(MongoClient client, int batch) throws Exception {
        String database = "bench_" + UUID.randomUUID().toString().replace("-", "");
        MongoCollection<Document> collection =
                client.getDatabase(database)
                        .getCollection("raw")
                        .withWriteConcern(WriteConcern.MAJORITY);
        collection.createIndex(new Document("tags", 1).append("_id", 1));
        AtomicLong position = new AtomicLong();
        try {
            return Rate.measure(
                    1,
                    Duration.ofSeconds(3),
                    WINDOW,
                    5,
                    writer -> {
                        List<Document> documents = new ArrayList<>(batch);
                        for (int i = 0; i < batch; i++) {
                            documents.add(document(position.incrementAndGet()));
                        }
                        collection.insertMany(documents, new InsertManyOptions().ordered(true));
                        return batch;
                    });
        } finally {
            client.getDatabase(database).drop();
        }
    }

    private static Document document(long position) {
        List<String> tags =
                List.of("lot=06901234567892/LOT" + position % 256, "stock=bench/" + position % 256);
        return new Document("_id", position)
                .append("n", 1)
                .append("tags", tags)
                .append("types", List.of("lotline.GoodsReceived"))
                .append("at", new Date())
                .append(
                        "events",
                        List.of(
                                new Document("id", Long.toString(position))
                                        .append("name", "lotline.GoodsReceived")
                                        .append("version", 1)
                                        .append("at", new Date())
                                        .append("actor", "bench")
                                        .append("tags", tags)
                                        .append("data", PAYLOAD)))
                .append("hash", new Binary(new byte[32]));
    }
}
