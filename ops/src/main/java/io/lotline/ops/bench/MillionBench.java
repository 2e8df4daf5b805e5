package io.lotline.ops.bench;

import io.lotline.core.decision.Command;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.values.OrderId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A million pieces with serial numbers in one bin, and a million lots on one shelf: what a step
/// costs, on the embedded store and on a replica set.
final class MillionBench {
    private static final int SIZE = 1_000_000;
    private static final int WARM_UP = 100;
    private static final int MEASURED = 200;
    private static final int RESTARTS = 3;
    private static final int ALL = WARM_UP + MEASURED + RESTARTS;

    /// What a step may take, warm and first after a restart, in milliseconds.
    private static final double GOAL = 10;

    private static final double P99_GOAL = 100;
    private static final double FIRST_GOAL = 250;

    private MillionBench() {}

    private record Step(String name, IntFunction<Command> command) {}

    private static List<Step> steps() {
        return List.of(
                new Step(
                        "move/serials-in-the-bin",
                        i ->
                                new MoveGoods(
                                        null,
                                        GrowthPark.BIN_A,
                                        GrowthPark.BIN_B,
                                        GrowthPark.pump(SIZE / 2 + i),
                                        GrowthPark.TODAY)),
                new Step(
                        "pick/serials-in-the-bin",
                        i ->
                                new PickItem(
                                        new OrderId("O"),
                                        GrowthPark.BIN_A,
                                        GrowthPark.pump(SIZE / 2 + ALL + i),
                                        GrowthPark.TODAY)),
                new Step("allocate/serials-in-the-bin", i -> allocate("P" + i)),
                new Step(
                        "move/lots-on-the-shelf",
                        i ->
                                new MoveGoods(
                                        null,
                                        GrowthPark.BIN_A,
                                        GrowthPark.BIN_B,
                                        GrowthPark.stents("L" + i, 1),
                                        GrowthPark.TODAY)),
                new Step("allocate/lots-on-the-shelf", i -> allocate("S" + i)));
    }

    private static AllocateOrder allocate(String order) {
        return new AllocateOrder(new OrderId(order), null, null, GrowthPark.TODAY);
    }

    private static Stream<WarehouseEvent> past() {
        return Stream.of(
                        IntStream.range(0, SIZE)
                                .<WarehouseEvent>mapToObj(
                                        i ->
                                                GrowthPark.arrived(
                                                        GrowthPark.PUMP,
                                                        "P1",
                                                        GrowthPark.serial(i),
                                                        1,
                                                        GrowthPark.BIN_A)),
                        IntStream.range(0, SIZE)
                                .<WarehouseEvent>mapToObj(
                                        i ->
                                                GrowthPark.arrived(
                                                        GrowthPark.STENT,
                                                        "L" + i,
                                                        null,
                                                        1000,
                                                        GrowthPark.BIN_A)),
                        IntStream.range(0, ALL)
                                .boxed()
                                .<WarehouseEvent>flatMap(
                                        i ->
                                                Stream.of(
                                                        GrowthPark.order(
                                                                "P" + i, GrowthPark.PUMP, 1),
                                                        GrowthPark.order(
                                                                "S" + i, GrowthPark.STENT, 1))),
                        Stream.<WarehouseEvent>of(
                                GrowthPark.order("O", GrowthPark.PUMP, 1_000_000)))
                .flatMap(part -> part);
    }

    static void run(Figures figures) throws Exception {
        figures.heading(
                "A million serial numbers in one bin, a million lots on one shelf: of 200, one caller",
                """
                million/STORE/STEP/WHAT          the median; its baseline is the goal
                million/STORE/STEP/WHAT/p99      the last but two; its baseline is the goal
                million/STORE/STEP/WHAT/first    the first one after a restart, the slowest of three
                million/STORE/STEP/WHAT/folded   the first one ever: what it opens is folded from the log;
                                                 asked again where an answer came too late
                million/STORE/books              what the books in memory occupy at the end""");
        Path data = Files.createTempDirectory("lotline-million");
        try {
            measure(
                    figures,
                    "embedded",
                    () ->
                            LotlineStore.open(
                                    StoreSettings.embedded(data, new SimpleMeterRegistry())));
        } finally {
            Folders.delete(data);
        }
        String uri = Servers.replicaSet();
        String database = BenchLog.newDatabase();
        try {
            measure(
                    figures,
                    "replica-set",
                    () ->
                            LotlineStore.open(
                                    StoreSettings.replicaSet(uri, new SimpleMeterRegistry())
                                            .withDatabase(database)));
        } finally {
            BenchLog.drop(uri, database);
        }
    }

    private static void measure(Figures figures, String store, Supplier<LotlineStore> opening)
            throws InterruptedException {
        try (LotlineStore opened = opening.get()) {
            GrowthPark.fill(opened.log(), past());
        }
        String prefix = "million/" + store + "/";
        try (LotlineStore opened = opening.get();
                GrowthDesk desk = new GrowthDesk(opened)) {
            for (Step step : steps()) {
                double folded = folded(desk, step);
                double[] millis = new double[MEASURED];
                for (int i = 1; i < WARM_UP + MEASURED; i++) {
                    double spent = desk.millis(step.command().apply(i));
                    if (i >= WARM_UP) {
                        millis[i - WARM_UP] = spent;
                    }
                }
                Arrays.sort(millis);
                figures.add(prefix + step.name(), millis[MEASURED / 2], "ms", "the goal", GOAL);
                figures.add(
                        prefix + step.name() + "/p99",
                        millis[MEASURED - 1 - MEASURED / 100],
                        "ms",
                        "the goal",
                        P99_GOAL);
                figures.add(prefix + step.name() + "/folded", folded, "ms");
            }
            figures.add(prefix + "books", desk.bytes() / 1e6, "MB");
        }
        double[] slowest = new double[steps().size()];
        for (int i = 0; i < RESTARTS; i++) {
            for (int step = 0; step < slowest.length; step++) {
                try (LotlineStore opened = opening.get();
                        GrowthDesk desk = new GrowthDesk(opened)) {
                    double spent =
                            desk.millis(steps().get(step).command().apply(WARM_UP + MEASURED + i));
                    slowest[step] = Math.max(slowest[step], spent);
                }
            }
        }
        for (int step = 0; step < slowest.length; step++) {
            figures.add(
                    prefix + steps().get(step).name() + "/first",
                    slowest[step],
                    "ms",
                    "the goal",
                    FIRST_GOAL);
        }
    }

    /// How long until a command is answered that is asked again each time its answer is late.
    private static double folded(GrowthDesk desk, Step step) {
        Command command = step.command().apply(0);
        String key = "folded-" + step.name().replace('/', '-');
        long started = System.nanoTime();
        while (true) {
            try {
                desk.handle(command, key);
                return (System.nanoTime() - started) / 1e6;
            } catch (LogUnavailable late) {
                // the fold goes on meanwhile
            }
        }
    }
}
