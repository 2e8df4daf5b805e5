package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.ChargingEvent.DeliveryRate;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HandlingStep;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.Price;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.TariffId;
import io.lotline.projections.Views;
import io.lotline.projections.charging.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a statement costs while what it is of grows: goods that were received into a hundred
/// locations in one month.
final class StatementGrowthBench {
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int PER_COMMIT = 200;
    private static final int BINS = 100;
    private static final int PER_NOTICE = 100;
    private static final int LIMIT = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final BillingMonth MONTH = new BillingMonth("2026-10");
    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    private static final LocalDate AFTERWARDS = LocalDate.parse("2026-11-05");
    private static final EnterpriseId OWNER = new EnterpriseId("kangda");
    private static final EnterpriseId SUPPLIER = new EnterpriseId("maker");
    private static final StockItem ITEM =
            new StockItem(OWNER, BenchEvents.DEVICE, new LotNumber("LOT"));
    private static final Scan SCAN = new Scan("s-1", "gs1", List.of("]d2"), Instant.EPOCH);

    private StatementGrowthBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "A month's statement of 10, 1,000 and 100,000 receipts into a hundred locations, three nodes: medians of 101",
                """
                growth/statement/receipts   storage by night, receiving by piece and by line
                by-document                 the same with a price for each notice: there is one for each hundred receipts
                events                      the first hundred events of a line""");
        Growth growth = new Growth("receipts");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet());
                Views views =
                        Views.start(
                                bench.store(),
                                new SimpleMeterRegistry(),
                                Views.PARK,
                                Clock.systemUTC())) {
            int filled = 0;
            for (int size : SIZES) {
                Progress.say("filling in receipts up to %,d", size);
                BenchLog.fill(bench.log(), commits(filled, size));
                filled = size;
                tariff(bench, views, false);
                growth.measure("statement", size, () -> statement(views));
                StatementLine line =
                        statement(views).lines().stream()
                                .filter(each -> each.item().equals("receiving"))
                                .findFirst()
                                .orElseThrow();
                growth.measure(
                        "events",
                        size,
                        () -> views.statements().events(OWNER, MONTH, line, null, LIMIT));
                tariff(bench, views, true);
                growth.measure("by-document", size, () -> statement(views));
            }
        }
        growth.report(figures);
    }

    private static Statement statement(Views views) {
        return views.statements().find(OWNER, MONTH, AFTERWARDS);
    }

    private static void tariff(BenchLog bench, Views views, boolean byDocument) throws Exception {
        Price price = new Price("0.35");
        TariffDefined tariff =
                new TariffDefined(
                        new TariffId("T"),
                        null,
                        MONTH.first(),
                        null,
                        List.of(new StorageRate(null, null, ChargeUnit.BIN_DAY, price)),
                        Stream.of(ChargeUnit.UNIT, ChargeUnit.LINE, ChargeUnit.DOCUMENT)
                                .filter(per -> byDocument || per != ChargeUnit.DOCUMENT)
                                .map(per -> new HandlingRate(HandlingStep.RECEIVING, per, price))
                                .toList(),
                        List.of(new DeliveryRate(ChargeUnit.STOP, price)));
        BenchLog.fill(bench.log(), Stream.of(List.of(stored(tariff, BEGIN))));
        if (!views.await(bench.log().head().position(), PATIENCE)) {
            throw new IllegalStateException("the views do not follow the log");
        }
    }

    private static Stream<List<NewEvent>> commits(int from, int to) {
        return IntStream.iterate(from, first -> first < to, first -> first + PER_COMMIT)
                .mapToObj(
                        first ->
                                IntStream.range(first, Math.min(first + PER_COMMIT, to))
                                        .mapToObj(
                                                i ->
                                                        stored(
                                                                received(i),
                                                                BEGIN.plusSeconds(25L * i)))
                                        .toList());
    }

    private static GoodsReceived received(int i) {
        return new GoodsReceived(
                new NoticeId("ASN-" + i / PER_NOTICE),
                Movement.of(
                        ITEM,
                        null,
                        null,
                        1,
                        Place.supplier(SUPPLIER),
                        Place.location(Location.of("W1", "A-%02d".formatted(i % BINS))),
                        QualityStatus.PENDING_INSPECTION),
                null,
                null,
                SCAN);
    }

    private static NewEvent stored(WarehouseEvent event, Instant at) {
        return new NewEvent(
                UUID.randomUUID().toString(),
                EventCatalogue.nameOf(event.getClass()),
                EventCatalogue.versionOf(event.getClass()),
                at,
                "bench",
                event.tags(),
                EventJson.write(event),
                Map.of());
    }
}
