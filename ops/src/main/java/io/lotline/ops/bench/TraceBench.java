package io.lotline.ops.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.trace.Trace;
import io.lotline.projections.trace.TraceOptions;
import io.lotline.projections.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The trace of a lot of 100 events, alone among 10 thousand and among 1 million others.
final class TraceBench {
    private static final Di DEVICE = new Di("06901234567892");
    private static final LotNumber LOT = new LotNumber("TRACED");
    private static final int LOT_EVENTS = 100;
    private static final int PER_COMMIT = 500;
    private static final int ROUNDS = 200;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private TraceBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading("Trace of a lot of 100 events, three nodes: median of 200 look-ups");
        String uri = EventLogBench.replicaSet();
        String database = "bench_" + UUID.randomUUID().toString().replace("-", "");
        try (LotlineStore store =
                LotlineStore.open(
                        StoreSettings.replicaSet(uri, new SimpleMeterRegistry())
                                .withDatabase(database))) {
            fill(store, 0, LOT_EVENTS, LOT.value());
            fill(store, LOT_EVENTS, 10_000, null);
            double small = median(store);
            figures.baseline("trace/lot/10k", small, "ms");
            fill(store, 10_000, 1_000_000, null);
            figures.add("trace/lot/1M", median(store), "ms", "trace/lot/10k", small);
        }
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(database).drop();
        }
    }

    private static double median(LotlineStore store) {
        Traces traces = new Traces(store.log());
        TraceOptions options = TraceOptions.of(LocalDate.of(2026, 1, 5));
        double[] millis = new double[ROUNDS];
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            long started = System.nanoTime();
            Trace trace = traces.lot(DEVICE, LOT, options).orElseThrow();
            if (trace.history().size() != LOT_EVENTS) {
                throw new IllegalStateException(
                        "the trace lacks events: " + trace.history().size());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        return Rate.median(millis);
    }

    private static void fill(
            LotlineStore store, int from, int to, @org.jspecify.annotations.Nullable String lot) {
        for (int first = from; first < to; first += PER_COMMIT) {
            List<NewEvent> events = new ArrayList<>(PER_COMMIT);
            for (int i = first; i < Math.min(first + PER_COMMIT, to); i++) {
                events.add(receipt(i, lot == null ? "L" + i / LOT_EVENTS : lot));
            }
            store.log().append(events, AppendCondition.NONE).join();
        }
    }

    private static NewEvent receipt(int i, String lot) {
        StockItem item = new StockItem(new EnterpriseId("kangda"), DEVICE, new LotNumber(lot));
        GoodsReceived event =
                new GoodsReceived(
                        new NoticeId("ASN-" + i / LOT_EVENTS),
                        Movement.of(
                                item,
                                null,
                                LocalDate.of(2028, 1, 5),
                                1,
                                Place.supplier(new EnterpriseId("maker")),
                                Place.location(Location.of("W1", "DOCK-" + i % 10)),
                                QualityStatus.PENDING_INSPECTION),
                        null,
                        null,
                        new Scan("s-" + i, "gs1", List.of("]d20106901234567892"), START));
        return new NewEvent(
                "e-" + i,
                EventCatalogue.nameOf(GoodsReceived.class),
                1,
                START.plusSeconds(i),
                "bench",
                event.tags(),
                EventJson.write(event),
                Map.of());
    }
}
