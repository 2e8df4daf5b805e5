package io.lotline.ops.bench;

/// Appends against Axon 5's own engine on PostgreSQL, one durable copy each.
final class JpaBench {
    private static final int WARMING = 64;

    private JpaBench() {}

    static void run(Figures figures, Bench.Writers writers) throws Exception {
        figures.heading(
                "Appends, one node, one durable copy",
                """
                append/WRITERS/jpa-postgres: appends of one event of 250 bytes a second, ours on a replica set of one node
                whose journal is synced before it answers, against Axon 5.0.1's AggregateBasedJpaEventStorageEngine
                on PostgreSQL (synchronous_commit=on, payload as bytea).""");
        String url = Servers.postgres();
        try (ChildJvm jpa = Servers.rival("axon5-jpa", "Axon5Jpa", url, BenchEvents.PAYLOAD)) {
            Rate.wake(jpa.workload("jpa-postgres, to wake the compiler", "append", WARMING));
            for (int count : writers.of(1, 16, 64, 256)) {
                try (BenchLog log = BenchLog.on(Servers.oneNode())) {
                    Contender own =
                            Appends.to(
                                    log.log(), "append by %d writers".formatted(count), "a", count);
                    Contender rival =
                            jpa.workload(
                                    "jpa-postgres by %d writers".formatted(count), "append", count);
                    Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, own, rival);
                    figures.add(
                            "append/%d/jpa-postgres".formatted(count),
                            rates.of(own),
                            "appends/s",
                            "jpa-postgres",
                            rates.of(rival));
                }
            }
        }
    }
}
