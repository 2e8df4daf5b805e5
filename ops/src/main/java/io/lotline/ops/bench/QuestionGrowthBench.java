package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.Views;
import io.lotline.projections.inventory.FindStock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Questions to the views while other stock grows, or what is promised of it, or what is stopped.
/// Each question has the same answer at each size.
final class QuestionGrowthBench {
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int PER_COMMIT = 200;
    private static final int ASKED = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final EnterpriseId OWNER = new EnterpriseId("kangda");
    private static final EnterpriseId OTHER_OWNER = new EnterpriseId("renhe");
    private static final Di OTHER_DEVICE = new Di("06901234567908");
    private static final LocalDate EXPIRY = LocalDate.of(2099, 1, 5);
    private static final LocalDate PAST = LocalDate.of(2020, 1, 5);
    private static final LotNumber LOT = new LotNumber("ASKED");
    private static final LotNumber HELD = new LotNumber("HELD");
    private static final OrderId ORDER = new OrderId("SO-1");
    private static final NoticeId NOTICE = new NoticeId("ASN-1");

    private QuestionGrowthBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Questions while something grows to 10, 1,000 and 100,000, three nodes: medians of 101",
                """
                growth/QUESTION/stock-lines   each line a lot and a bin of its own
                growth/QUESTION/serials       serial numbers of one lot in one bin
                growth/QUESTION/promises      the same, all of them promised to orders
                growth/QUESTION/holds         holds on lots that are not in stock
                growth/QUESTION/past-movements
                                              movements of other goods: of stock then, after the first 3,000 events, and lately
                A page has 10 rows. The overview is the whole computation, not its answer to all who ask at once.""");
        measure(figures, "stock-lines", QuestionGrowthBench::line);
        measure(figures, "serials", QuestionGrowthBench::serial);
        measure(figures, "promises", QuestionGrowthBench::promisedSerial);
        measure(figures, "holds", QuestionGrowthBench::hold);
        PastGrowth.run(figures);
    }

    private static void measure(Figures figures, String what, IntFunction<WarehouseEvent> more)
            throws Exception {
        Growth growth = new Growth(what);
        try (BenchLog bench = BenchLog.on(Servers.replicaSet());
                Views views =
                        Views.start(
                                bench.store(),
                                new SimpleMeterRegistry(),
                                Views.PARK,
                                Clock.systemUTC())) {
            BenchLog.fill(bench.log(), Stream.of(asked()));
            int filled = 0;
            for (int size : SIZES) {
                Progress.say("filling the stock up to %,d", size);
                BenchLog.fill(bench.log(), commits(filled, size, more));
                filled = size;
                if (!views.await(bench.log().head().position(), PATIENCE)) {
                    throw new IllegalStateException("the views do not follow the log");
                }
                ask(growth, size, views);
            }
        }
        growth.report(figures);
    }

    private static void ask(Growth growth, int size, Views views) throws Exception {
        stock(
                growth,
                "stock-by-owner",
                size,
                views,
                new FindStock(OTHER_OWNER, null, null, null, null, null));
        stock(
                growth,
                "stock-by-device",
                size,
                views,
                new FindStock(null, OTHER_DEVICE, null, null, null, null));
        stock(
                growth,
                "stock-by-lot",
                size,
                views,
                new FindStock(null, null, LOT, null, null, null));
        stock(
                growth,
                "stock-by-warehouse",
                size,
                views,
                new FindStock(null, null, null, bin("W2", 0).warehouse(), null, null));
        stock(
                growth,
                "stock-by-location",
                size,
                views,
                new FindStock(null, null, null, null, bin("W2", 0).id(), null));
        stock(growth, "stock-qualified", size, views, status(StockStatus.QUALIFIED));
        stock(growth, "stock-on-hold", size, views, status(StockStatus.ON_HOLD));
        stock(growth, "stock-expired", size, views, status(StockStatus.EXPIRED));
        growth.measure(
                "overview", size, () -> views.stockSums().find(null, LocalDate.of(2026, 11, 25)));
        growth.measure("order", size, () -> views.orders().find(ORDER).orElseThrow());
        growth.measure("notice", size, () -> views.inboundNotices().find(NOTICE).orElseThrow());
    }

    private static FindStock status(StockStatus status) {
        return new FindStock(null, null, null, null, null, status);
    }

    private static void stock(Growth growth, String name, int size, Views views, FindStock query)
            throws Exception {
        growth.measure(
                name,
                size,
                () -> {
                    int rows = views.stockOnHand().find(query, null, ASKED).items().size();
                    if (rows != ASKED) {
                        throw new IllegalStateException(
                                "%d rows were answered to %s".formatted(rows, query));
                    }
                    return rows;
                });
    }

    /// What the questions are about: as much of it at each size.
    private static List<NewEvent> asked() {
        Stream<WarehouseEvent> goods =
                IntStream.range(0, ASKED)
                        .boxed()
                        .flatMap(
                                i ->
                                        Stream.of(
                                                received(
                                                        OTHER_OWNER,
                                                        OTHER_DEVICE,
                                                        LOT,
                                                        null,
                                                        EXPIRY.plusDays(i),
                                                        bin("W2", 0),
                                                        10),
                                                received(
                                                        OWNER,
                                                        BenchEvents.DEVICE,
                                                        HELD,
                                                        null,
                                                        EXPIRY,
                                                        bin("W1", i),
                                                        10),
                                                received(
                                                        OWNER,
                                                        BenchEvents.DEVICE,
                                                        new LotNumber("OLD"),
                                                        null,
                                                        PAST,
                                                        bin("W1", i),
                                                        10)));
        Stream<WarehouseEvent> documents =
                Stream.of(
                        new StockHeld(
                                new HoldId("H-1"),
                                new HoldScope(BenchEvents.DEVICE, HELD, null, null, null),
                                "complaint"),
                        new OrderPlaced(
                                ORDER,
                                OWNER,
                                new EnterpriseId("hospital"),
                                bin("W1", 0).warehouse(),
                                List.of(
                                        new OrderLine(
                                                new LineId("1"), BenchEvents.DEVICE, 5, null))),
                        new InboundNoticeFiled(
                                NOTICE,
                                OWNER,
                                new EnterpriseId("maker"),
                                bin("W1", 0).warehouse(),
                                List.of(new ExpectedLine(BenchEvents.DEVICE, LOT, EXPIRY, 5))));
        return Stream.concat(goods, documents).map(QuestionGrowthBench::stored).toList();
    }

    private static GoodsReceived line(int i) {
        return received(
                OWNER,
                BenchEvents.DEVICE,
                new LotNumber("L" + i),
                null,
                EXPIRY.plusDays(i % 1_000),
                bin("W1", 100 + i),
                10);
    }

    private static GoodsReceived serial(int i) {
        return received(
                OWNER,
                BenchEvents.DEVICE,
                new LotNumber("SERIALS"),
                new SerialNumber("S" + i),
                EXPIRY,
                bin("W1", 100),
                1);
    }

    private static WarehouseEvent promisedSerial(int i) {
        return i % 2 == 0
                ? serial(i)
                : new OrderAllocated(
                        new OrderId("SO-P" + i),
                        OWNER,
                        List.of(
                                new Allocation(
                                        new LineId("1"),
                                        serial(0).movement().item(),
                                        serial(i - 1).movement().serial(),
                                        EXPIRY,
                                        bin("W1", 100),
                                        1)),
                        List.of(),
                        List.of());
    }

    private static StockHeld hold(int i) {
        return new StockHeld(
                new HoldId("H-L" + i),
                new HoldScope(BenchEvents.DEVICE, new LotNumber("GONE" + i), null, null, null),
                "complaint");
    }

    private static Location bin(String warehouse, int i) {
        return Location.of(warehouse, "%s-%06d".formatted(warehouse, i));
    }

    private static GoodsReceived received(
            EnterpriseId owner,
            Di di,
            LotNumber lot,
            @Nullable SerialNumber serial,
            LocalDate expiry,
            Location at,
            int quantity) {
        return new GoodsReceived(
                new NoticeId("ASN-" + lot.value()),
                Movement.of(
                        new StockItem(owner, di, lot),
                        serial,
                        expiry,
                        quantity,
                        Place.supplier(new EnterpriseId("maker")),
                        Place.location(at),
                        QualityStatus.QUALIFIED),
                null,
                null,
                new Scan("s-1", "gs1", List.of("]d2"), Instant.EPOCH));
    }

    private static Stream<List<NewEvent>> commits(
            int from, int to, IntFunction<WarehouseEvent> more) {
        return IntStream.iterate(from, first -> first < to, first -> first + PER_COMMIT)
                .mapToObj(
                        first ->
                                IntStream.range(first, Math.min(first + PER_COMMIT, to))
                                        .mapToObj(i -> stored(more.apply(i)))
                                        .toList());
    }

    private static NewEvent stored(WarehouseEvent event) {
        return new NewEvent(
                UUID.randomUUID().toString(),
                EventCatalogue.nameOf(event.getClass()),
                EventCatalogue.versionOf(event.getClass()),
                Instant.now(),
                "bench",
                event.tags(),
                EventJson.write(event),
                Map.of());
    }
}
