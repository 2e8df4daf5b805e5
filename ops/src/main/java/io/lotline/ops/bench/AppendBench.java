package io.lotline.ops.bench;

import io.micrometer.core.instrument.DistributionSummary;
import java.util.List;
import java.util.Objects;

/// Appends against the raw driver and against Axon 4's engine on the same replica set.
final class AppendBench {
    private static final int RAW_BATCH = 100;
    private static final int WARMING = 64;

    private AppendBench() {}

    static void run(Figures figures, Bench.Writers writers) throws Exception {
        figures.heading(
                "Appends, three nodes, acknowledged by the majority",
                """
                append/WRITERS/BASELINE: appends of one event of 250 bytes a second, each conditional on its writer's boundary.
                raw100   the driver alone, one ordered insertMany of 100 prebuilt documents of one such event after another
                rawsame  the same with as many of them at once as the log's own rounds had appends
                axon-mongo  Axon 4.12's MongoEventStorageEngine, as many writers, one event a commit""");
        String uri = Servers.replicaSet();
        String database = BenchLog.newDatabase();
        try (ChildJvm axon = Servers.rival("axon4", "Axon4", uri, database, BenchEvents.PAYLOAD)) {
            wake(uri, axon);
            for (int count : writers.of(1, 16, 64, 256)) {
                measure(figures, uri, axon, count);
            }
        } finally {
            BenchLog.drop(uri, database);
        }
    }

    private static void wake(String uri, ChildJvm axon) throws Exception {
        try (BenchLog log = BenchLog.on(uri)) {
            Rate.wake(Appends.to(log.log(), "append, to wake the compiler", "a", WARMING));
        }
        Rate.wake(axon.workload("axon-mongo, to wake the compiler", "append", WARMING));
    }

    private static void measure(Figures figures, String uri, ChildJvm axon, int writers)
            throws Exception {
        try (BenchLog log = BenchLog.on(uri)) {
            Contender own =
                    Appends.to(log.log(), "append by %d writers".formatted(writers), "a", writers);
            Rate.warmUp(Rate.Pace.DEFAULT, own);
            int round = round(log, own);
            try (RawInserts raw100 = new RawInserts("raw100", log, uri, RAW_BATCH);
                    RawInserts rawSame = new RawInserts("rawsame", log, uri, round)) {
                Contender rival =
                        axon.workload(
                                "axon-mongo by %d writers".formatted(writers), "append", writers);
                for (Contender baseline : List.of(raw100, rawSame, rival)) {
                    Rate.warmUp(Rate.Pace.DEFAULT, baseline);
                }
                Rate.Rates rates = Rate.takeTurns(Rate.Pace.DEFAULT, own, raw100, rawSame, rival);
                double rate = rates.of(own);
                String unit = "appends/s";
                String figure = "append/%d/".formatted(writers);
                figures.add(figure + "raw100", rate, unit, "raw100", rates.of(raw100));
                figures.add(
                        figure + "rawsame",
                        rate,
                        unit,
                        "rawsame (batches of %d)".formatted(round),
                        rates.of(rawSame));
                figures.add(figure + "axon-mongo", rate, unit, "axon-mongo", rates.of(rival));
            }
        }
    }

    /// The appends of one insert, as the log forms them at this load.
    private static int round(BenchLog log, Contender own) throws Exception {
        DistributionSummary appends =
                Objects.requireNonNull(log.registry().find("lotline.log.round.appends").summary());
        double total = appends.totalAmount();
        long count = appends.count();
        own.window(Rate.Pace.DEFAULT.window());
        return (int)
                Math.max(
                        1, Math.round((appends.totalAmount() - total) / (appends.count() - count)));
    }
}
