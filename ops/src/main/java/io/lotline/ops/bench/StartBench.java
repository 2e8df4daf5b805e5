package io.lotline.ops.bench;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.MoveGoods;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How soon after its start a node has done its first command, by the events in the log.
final class StartBench {
    private static final int[] SIZES = {100_000, 10_000_000};
    private static final int LOTS = 100_000;
    private static final int STARTS = 3;
    private static final double GOAL = 3;

    /// As many as scans have, more or less.
    private static final int PER_APPEND = 2;

    private StartBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "A node's start: from its JVM's own to its first command done, median of 3",
                """
                start/STORE/10M           with 10,000,000 events in the log; its baseline is the goal
                start/STORE/100k          with 100,000
                start/STORE/10M/heap      what its heap holds then, after a collection""");
        for (int i = 0; i < SIZES.length; i++) {
            String size = i == 0 ? "/100k" : "/10M";
            Path data = Files.createTempDirectory("lotline-start");
            try {
                measure(figures, "start/embedded" + size, SIZES[i], data.toString(), "-");
            } finally {
                Folders.delete(data);
            }
            String uri = Servers.replicaSet();
            String database = BenchLog.newDatabase();
            try {
                measure(figures, "start/replica-set" + size, SIZES[i], uri, database);
            } finally {
                BenchLog.drop(uri, database);
            }
        }
    }

    private static void measure(
            Figures figures, String name, int events, String where, String database)
            throws Exception {
        Progress.say("filling a log with %,d events", events);
        try (LotlineStore store = open(where, database)) {
            GrowthPark.fill(store.log(), past(events), PER_APPEND);
        }
        // the first start of all makes what later ones find made
        start(events, where, database);
        double[] seconds = new double[STARTS];
        double[] heap = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            double[] seen = start(events, where, database);
            seconds[i] = seen[0];
            heap[i] = seen[1];
        }
        figures.add(name, Rate.median(seconds), "s", "the goal", GOAL);
        figures.add(name + "/heap", Rate.median(heap), "MB");
    }

    private static double[] start(int events, String where, String database) throws IOException {
        String bin = events / LOTS % 2 == 1 ? "A" : "B";
        try (ChildJvm child = ChildJvm.ofOurs("start", Node.class, where, database, bin)) {
            return new double[] {
                Double.parseDouble(child.expect("seconds ")),
                Double.parseDouble(child.expect("heap "))
            };
        }
    }

    private static Stream<WarehouseEvent> past(int events) {
        return IntStream.range(0, events)
                .mapToObj(
                        i -> {
                            int round = i / LOTS;
                            String lot = "L" + i % LOTS;
                            return round == 0
                                    ? GrowthPark.arrived(
                                            GrowthPark.STENT, lot, null, 5, GrowthPark.BIN_A)
                                    : GrowthPark.moved(
                                            GrowthPark.STENT,
                                            lot,
                                            5,
                                            round % 2 == 1 ? GrowthPark.BIN_A : GrowthPark.BIN_B,
                                            round % 2 == 1 ? GrowthPark.BIN_B : GrowthPark.BIN_A);
                        });
    }

    private static LotlineStore open(String where, String database) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        return LotlineStore.open(
                database.equals("-")
                        ? StoreSettings.embedded(Path.of(where), registry)
                        : StoreSettings.replicaSet(where, registry).withDatabase(database));
    }

    /// The node: opens the store, does one command, and says how long that took since its JVM
    /// began, and what is on the heap then.
    ///
    /// Arguments: the store's directory and `-`, or a connection string and a database; `A` or `B`
    /// for the bin in which the goods are.
    static final class Node {
        private Node() {}

        public static void main(String[] arguments) {
            System.out.println("ready");
            Supplier<Double> uptime = () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
            try (LotlineStore store = open(arguments[0], arguments[1]);
                    GrowthDesk desk = new GrowthDesk(store)) {
                boolean back = arguments[2].equals("B");
                desk.millis(
                        new MoveGoods(
                                null,
                                back ? GrowthPark.BIN_B : GrowthPark.BIN_A,
                                back ? GrowthPark.BIN_A : GrowthPark.BIN_B,
                                GrowthPark.stents("L" + System.nanoTime() % LOTS, 1),
                                GrowthPark.TODAY));
                System.out.printf(Locale.ROOT, "seconds %.3f%n", uptime.get());
                System.gc();
                System.out.printf(
                        Locale.ROOT,
                        "heap %.1f%n",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
            }
        }
    }
}
