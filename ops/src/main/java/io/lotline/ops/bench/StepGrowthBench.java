package io.lotline.ops.bench;

import io.lotline.core.decision.Command;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.CheckItem;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.inbound.ReceiveGoods;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.FinishLocation;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The law of cost: whole commands with more and more of what grows behind them, through the
/// production wiring on the embedded store. The ratio is that of the largest to the smallest.
final class StepGrowthBench {
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int WARM_UP = 100;
    private static final int MEASURED = 200;

    /// What the first command after a restart may take, in milliseconds.
    private static final double FIRST_GOAL = 250;

    private StepGrowthBench() {}

    /// A step of the warehouse, and what grows behind it.
    ///
    /// @param past     what happened so far, by how much of it
    /// @param commands the i-th command, with so much behind it
    private record Scene(
            String name, IntFunction<Stream<? extends WarehouseEvent>> past, Repeated commands) {}

    private interface Repeated {
        Command command(int size, int i);
    }

    /// @param part with what the names of the steps begin that are measured
    static void run(Figures figures, String part) throws Exception {
        figures.heading(
                "What a step costs with 10, 1,000 and 100,000 of what grows, embedded store: median of 200, one caller",
                """
                growth/STEP/WHAT         with 100,000; its baseline is the same with 10
                growth/STEP/WHAT/1000    with 1,000
                growth/STEP/WHAT/first   the first one after a restart, with 100,000""");
        for (Scene scene : scenes()) {
            if (scene.name().replace(' ', '-').startsWith(part)) {
                measure(figures, scene);
            }
        }
    }

    private static List<Scene> scenes() {
        return List.of(
                new Scene(
                        "move/movements of the lot",
                        size -> Stream.concat(onTheShelf(20), backAndForth(size)),
                        (size, i) ->
                                i % 2 == 0
                                        ? new MoveGoods(
                                                null,
                                                GrowthPark.BIN_A,
                                                GrowthPark.BIN_B,
                                                GrowthPark.stents("L1", 1),
                                                GrowthPark.TODAY)
                                        : new MoveGoods(
                                                null,
                                                GrowthPark.BIN_B,
                                                GrowthPark.BIN_A,
                                                GrowthPark.stents("L1", 1),
                                                GrowthPark.TODAY)),
                new Scene(
                        "count/movements of the lot",
                        size -> Stream.concat(onTheShelf(20), backAndForth(size)),
                        (size, i) ->
                                new CountStock(
                                        new CountId("C" + i),
                                        null,
                                        GrowthPark.BIN_A,
                                        GrowthPark.stents("L1", 20),
                                        "zhang")),
                new Scene(
                        "tally/rows of the count",
                        size ->
                                Stream.of(
                                                onTheShelf(20),
                                                opened(),
                                                IntStream.range(0, size)
                                                        .mapToObj(StepGrowthBench::counted))
                                        .flatMap(part -> part),
                        (size, i) ->
                                new CountStock(
                                        COUNT,
                                        null,
                                        GrowthPark.BIN_A,
                                        GrowthPark.stents("L1", 20),
                                        "zhang")),
                new Scene(
                        "finish/lots elsewhere",
                        size ->
                                Stream.of(
                                                onTheShelf(20),
                                                opened(),
                                                IntStream.range(0, size)
                                                        .mapToObj(
                                                                i ->
                                                                        GrowthPark.arrived(
                                                                                GrowthPark.STENT,
                                                                                "M" + i,
                                                                                null,
                                                                                10,
                                                                                GrowthPark.BIN_B)))
                                        .flatMap(part -> part),
                        (size, i) -> finish(i)),
                new Scene(
                        "finish/movements of the bin",
                        size ->
                                Stream.of(onTheShelf(20), opened(), backAndForth(size))
                                        .flatMap(part -> part),
                        (size, i) -> finish(i)),
                new Scene(
                        "allocate/movements of the lot",
                        size ->
                                Stream.of(
                                                onTheShelf(20),
                                                backAndForth(size),
                                                orders(GrowthPark.STENT))
                                        .flatMap(part -> part),
                        (size, i) -> allocate(i)),
                new Scene(
                        "allocate/lots on the shelf",
                        size ->
                                Stream.concat(
                                        IntStream.range(0, size)
                                                .mapToObj(
                                                        i ->
                                                                GrowthPark.arrived(
                                                                        GrowthPark.STENT,
                                                                        "L" + i,
                                                                        null,
                                                                        1000,
                                                                        GrowthPark.BIN_A)),
                                        orders(GrowthPark.STENT)),
                        (size, i) -> allocate(i)),
                new Scene(
                        "allocate/promises",
                        size ->
                                Stream.of(
                                                onTheShelf(5_000_000),
                                                IntStream.range(0, size)
                                                        .boxed()
                                                        .flatMap(
                                                                i ->
                                                                        Stream.of(
                                                                                GrowthPark.order(
                                                                                        "Q" + i,
                                                                                        GrowthPark
                                                                                                .STENT,
                                                                                        1),
                                                                                GrowthPark.promised(
                                                                                        "Q" + i,
                                                                                        GrowthPark
                                                                                                .STENT,
                                                                                        "L1",
                                                                                        1,
                                                                                        GrowthPark
                                                                                                .BIN_A))),
                                                orders(GrowthPark.STENT))
                                        .flatMap(part -> part),
                        (size, i) -> allocate(i)),
                new Scene(
                        "allocate/serials in the bin",
                        size -> Stream.concat(pumps(size), orders(GrowthPark.PUMP)),
                        (size, i) -> allocate(i)),
                new Scene(
                        "pick/serials in the bin",
                        size ->
                                Stream.concat(
                                        pumps(size),
                                        Stream.of(
                                                GrowthPark.order("O", GrowthPark.PUMP, 1_000_000))),
                        (size, i) ->
                                new PickItem(
                                        new OrderId("O"),
                                        GrowthPark.BIN_A,
                                        GrowthPark.pump(i),
                                        GrowthPark.TODAY)),
                new Scene(
                        "check/pieces of the order",
                        size ->
                                Stream.of(
                                                pumps(size),
                                                Stream.of(
                                                        GrowthPark.order(
                                                                "O", GrowthPark.PUMP, 1_000_000)),
                                                IntStream.range(0, size + WARM_UP + MEASURED + 1)
                                                        .mapToObj(i -> GrowthPark.picked("O", i)))
                                        .flatMap(part -> part),
                        (size, i) ->
                                new CheckItem(new OrderId("O"), GrowthPark.W1, GrowthPark.pump(i))),
                new Scene(
                        "receive/serials of the notice",
                        size ->
                                Stream.concat(
                                        Stream.of(
                                                GrowthPark.notice("N", GrowthPark.PUMP, 1_000_000)),
                                        waiting(size)),
                        (size, i) ->
                                new ReceiveGoods(
                                        new NoticeId("N"),
                                        GrowthPark.DOCK,
                                        GrowthPark.pump(1_000_000 + i),
                                        GrowthPark.TODAY)),
                new Scene(
                        "inspect/serials that wait",
                        size ->
                                Stream.concat(
                                        Stream.of(
                                                GrowthPark.notice("N", GrowthPark.PUMP, 1_000_000)),
                                        waiting(size + WARM_UP + MEASURED + 1)),
                        (size, i) ->
                                new InspectGoods(
                                        new NoticeId("N"),
                                        GrowthPark.PUMP,
                                        new LotNumber("P1"),
                                        Set.of(GrowthPark.serial(size + i)),
                                        InspectGoods.Where.ANY,
                                        Conclusion.QUALIFIED,
                                        1,
                                        null)),
                new Scene(
                        "move/past holds of the lot",
                        size ->
                                Stream.concat(
                                        onTheShelf(1000),
                                        IntStream.range(0, size / 2)
                                                .boxed()
                                                .flatMap(
                                                        i ->
                                                                GrowthPark.heldAndReleased(
                                                                        "H" + i, "L1")
                                                                        .stream())),
                        (size, i) ->
                                new MoveGoods(
                                        null,
                                        GrowthPark.BIN_A,
                                        GrowthPark.BIN_B,
                                        GrowthPark.stents("L1", 1),
                                        GrowthPark.TODAY)),
                new Scene(
                        "hold/past holds of the lot",
                        size ->
                                IntStream.range(0, size / 2)
                                        .boxed()
                                        .flatMap(
                                                i ->
                                                        GrowthPark.heldAndReleased("H" + i, "L1")
                                                                .stream()),
                        (size, i) ->
                                new HoldStock(
                                        new HoldId("X" + i),
                                        new HoldScope(
                                                GrowthPark.STENT,
                                                new LotNumber("L1"),
                                                null,
                                                null,
                                                null),
                                        "包装破损",
                                        true)),
                new Scene(
                        "recall/movements of the lot",
                        size -> Stream.concat(onTheShelf(20), backAndForth(size)),
                        (size, i) ->
                                new StartRecall(
                                        new RecallId("R" + i),
                                        2,
                                        GrowthPark.STENT,
                                        Set.of(new LotNumber("L1")),
                                        Set.of(),
                                        "断裂",
                                        false,
                                        true)));
    }

    private static final CountId COUNT = new CountId("C");

    private static Stream<WarehouseEvent> opened() {
        return Stream.of(
                new CountOpened(COUNT, GrowthPark.W1, List.of(), List.of(), false, null, 1));
    }

    private static WarehouseEvent counted(int i) {
        return new RowCounted(
                COUNT,
                new CountRow(
                        GrowthPark.BIN_B, GrowthPark.item(GrowthPark.STENT, "R" + i), null, null),
                9,
                10,
                null,
                false,
                "zhang",
                GrowthPark.scan("c" + i));
    }

    private static FinishLocation finish(int i) {
        return new FinishLocation(
                COUNT, GrowthPark.BIN_A, "zhang", GrowthPark.scan("f" + i), GrowthPark.TODAY, null);
    }

    private static Stream<WarehouseEvent> onTheShelf(int quantity) {
        return Stream.of(
                GrowthPark.arrived(GrowthPark.STENT, "L1", null, quantity, GrowthPark.BIN_A));
    }

    private static Stream<WarehouseEvent> backAndForth(int times) {
        return IntStream.range(0, times / 2 * 2)
                .mapToObj(
                        i ->
                                i % 2 == 0
                                        ? GrowthPark.moved(
                                                GrowthPark.STENT,
                                                "L1",
                                                5,
                                                GrowthPark.BIN_A,
                                                GrowthPark.BIN_B)
                                        : GrowthPark.moved(
                                                GrowthPark.STENT,
                                                "L1",
                                                5,
                                                GrowthPark.BIN_B,
                                                GrowthPark.BIN_A));
    }

    private static Stream<WarehouseEvent> pumps(int size) {
        return IntStream.range(0, size + WARM_UP + MEASURED + 1)
                .mapToObj(
                        i ->
                                GrowthPark.arrived(
                                        GrowthPark.PUMP,
                                        "P1",
                                        GrowthPark.serial(i),
                                        1,
                                        GrowthPark.BIN_A));
    }

    private static Stream<WarehouseEvent> waiting(int size) {
        return IntStream.range(0, size)
                .mapToObj(
                        i ->
                                GrowthPark.received(
                                        "N", GrowthPark.PUMP, "P1", GrowthPark.serial(i), 1));
    }

    private static Stream<WarehouseEvent> orders(Di di) {
        return IntStream.range(0, WARM_UP + MEASURED + 1)
                .mapToObj(i -> GrowthPark.order("O" + i, di, 1));
    }

    private static AllocateOrder allocate(int i) {
        return new AllocateOrder(new OrderId("O" + i), null, null, GrowthPark.TODAY);
    }

    private static void measure(Figures figures, Scene scene) throws Exception {
        double[] medians = new double[SIZES.length];
        double first = 0;
        for (int i = 0; i < SIZES.length; i++) {
            Path data = Files.createTempDirectory("lotline-growth");
            try {
                fill(data, scene, SIZES[i]);
                medians[i] = warm(data, scene, SIZES[i]);
                first = first(data, scene, SIZES[i]);
            } finally {
                Folders.delete(data);
            }
        }
        String name = "growth/" + scene.name().replace(' ', '-');
        figures.add(name, medians[2], "ms", "with 10", medians[0]);
        figures.add(name + "/1000", medians[1], "ms", "with 10", medians[0]);
        figures.add(name + "/first", first, "ms", "the goal", FIRST_GOAL);
    }

    private static LotlineStore open(Path data) {
        return LotlineStore.open(StoreSettings.embedded(data, new SimpleMeterRegistry()));
    }

    private static void fill(Path data, Scene scene, int size) throws InterruptedException {
        try (LotlineStore store = open(data)) {
            GrowthPark.fill(store.log(), scene.past().apply(size));
        }
    }

    private static double warm(Path data, Scene scene, int size) {
        try (LotlineStore store = open(data);
                GrowthDesk desk = new GrowthDesk(store)) {
            double[] millis = new double[MEASURED];
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                double spent = desk.millis(scene.commands().command(size, i));
                if (i >= WARM_UP) {
                    millis[i - WARM_UP] = spent;
                }
            }
            Arrays.sort(millis);
            return millis[MEASURED / 2];
        }
    }

    private static double first(Path data, Scene scene, int size) {
        try (LotlineStore store = open(data);
                GrowthDesk desk = new GrowthDesk(store)) {
            return desk.millis(scene.commands().command(size, WARM_UP + MEASURED));
        }
    }
}
