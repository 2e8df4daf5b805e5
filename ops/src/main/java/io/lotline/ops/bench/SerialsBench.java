package io.lotline.ops.bench;

import io.lotline.ops.bench.BenchDesk.ReceiveSerials;

/// Ten thousand serial numbers in one command, until they are durable.
final class SerialsBench {
    private static final int SERIALS = 10_000;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 5;
    private static final double GOAL_MILLIS = 1_000;

    private SerialsBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "10,000 serial numbers received in one command, three nodes, until durable: median of 5",
                """
                serials/10000           the boundary is the notice; each event carries its serial's tag
                serials/10000/guarded   the boundary is the notice and each of the 10,000 serials""");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet());
                BenchDesk desk = new BenchDesk(bench.log())) {
            measure(figures, desk, "serials/10000", false);
            measure(figures, desk, "serials/10000/guarded", true);
        }
    }

    private static void measure(Figures figures, BenchDesk desk, String name, boolean guarded) {
        double[] millis = new double[ROUNDS];
        for (int i = -WARM_UP_ROUNDS; i < ROUNDS; i++) {
            ReceiveSerials command =
                    new ReceiveSerials(
                            "ASN-%s%d".formatted(guarded ? "G" : "N", i + WARM_UP_ROUNDS),
                            SERIALS,
                            guarded);
            long started = System.nanoTime();
            desk.handle(command, true);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        figures.add(name, Rate.median(millis), "ms", "the goal", GOAL_MILLIS);
    }
}
