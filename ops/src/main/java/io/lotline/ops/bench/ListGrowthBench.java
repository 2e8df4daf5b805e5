package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import io.lotline.projections.Views;
import io.lotline.projections.inventory.Hold;
import io.lotline.projections.inventory.Holds.FindHolds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pages of one recall, wave, shipment and notice while the goods that they are about grow: all of
/// one lot, half of them with 1,000 consignees, half of them to be picked for 1,000 orders.
final class ListGrowthBench {
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int PER_COMMIT = 50;
    private static final int ORDERS = 1_000;
    private static final int LIMIT = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final LocalDate EXPIRY = LocalDate.of(2099, 1, 5);
    private static final EnterpriseId OWNER = new EnterpriseId("kangda");
    private static final WarehouseId W1 = new WarehouseId("W1");
    private static final LineId LINE = new LineId("1");
    private static final NoticeId NOTICE = new NoticeId("ASN-1");
    private static final RecallId RECALL = new RecallId("R-1");
    private static final WaveId WAVE = new WaveId("WV-1");
    private static final ShipmentId SHIPMENT = new ShipmentId("SH-1");
    private static final LotNumber LOT = new LotNumber("RECALLED");
    private static final StockItem ITEM = new StockItem(OWNER, BenchEvents.DEVICE, LOT);
    private static final Scan SCAN = new Scan("s-1", "gs1", List.of("]d2"), Instant.EPOCH);

    private ListGrowthBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Pages of one recall, wave, shipment and notice of 10, 1,000 and 100,000 pieces, three nodes: medians of 101",
                """
                growth/LIST/pieces   of one lot and one notice; half with 1,000 consignees, half to be picked for 1,000 orders
                A page has 10 rows. A hundredth of the pieces came with a hold that was released since.""");
        Growth growth = new Growth("pieces");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet());
                Views views =
                        Views.start(
                                bench.store(),
                                new SimpleMeterRegistry(),
                                Views.PARK,
                                Clock.systemUTC())) {
            BenchLog.fill(bench.log(), Stream.of(documents()));
            int filled = 0;
            for (int size : SIZES) {
                Progress.say("filling in pieces up to %,d", size);
                BenchLog.fill(bench.log(), commits(filled, size));
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
        growth.measure(
                "recall",
                size,
                () ->
                        views.recallReaches()
                                .reach(RECALL, null, Long.MAX_VALUE, LIMIT)
                                .orElseThrow());
        growth.measure(
                "recall-consignees",
                size,
                () -> views.recallReaches().consignees(RECALL, null, null, LIMIT).orElseThrow());
        growth.measure(
                "pick-list-of-wave",
                size,
                () -> views.pickLists().ofWave(WAVE, null, LIMIT).orElseThrow());
        growth.measure(
                "pick-list-of-order", size, () -> views.pickLists().ofOrder(order(0), null, LIMIT));
        growth.measure(
                "shipment",
                size,
                () -> {
                    var _ = views.shipments().find(SHIPMENT).orElseThrow();
                    return views.shipments().goods(SHIPMENT, null, LIMIT);
                });
        growth.measure(
                "notice",
                size,
                () -> {
                    var _ = views.inboundNotices().find(NOTICE).orElseThrow();
                    return views.inboundNotices().received(NOTICE, null, LIMIT);
                });
        growth.measure(
                "open-holds",
                size,
                () ->
                        views.holds()
                                .find(
                                        new FindHolds(Hold.State.OPEN, null, null, OWNER, null),
                                        null,
                                        LIMIT));
    }

    private static List<NewEvent> documents() {
        List<WarehouseEvent> events = new ArrayList<>();
        events.add(
                new InboundNoticeFiled(
                        NOTICE,
                        OWNER,
                        new EnterpriseId("maker"),
                        W1,
                        List.of(new ExpectedLine(BenchEvents.DEVICE, LOT, EXPIRY, 1_000_000))));
        List<OrderId> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            orders.add(order(i));
            events.add(
                    new OrderPlaced(
                            order(i),
                            OWNER,
                            consignee(i),
                            W1,
                            List.of(new OrderLine(LINE, BenchEvents.DEVICE, 100, null))));
        }
        events.add(new WavePlanned(WAVE, W1, orders));
        events.add(
                new ShipmentPlanned(
                        SHIPMENT, W1, orders, new EnterpriseId("carrier"), null, List.of()));
        events.add(
                new RecallStarted(
                        RECALL, 2, BenchEvents.DEVICE, Set.of(LOT), Set.of(), "breaks", false));
        return events.stream().map(ListGrowthBench::stored).toList();
    }

    private static OrderId order(int i) {
        return new OrderId("SO-%04d".formatted(i % ORDERS));
    }

    private static EnterpriseId consignee(int i) {
        return new EnterpriseId("hospital-%04d".formatted(i % ORDERS));
    }

    private static Stream<List<NewEvent>> commits(int from, int to) {
        return IntStream.iterate(from, first -> first < to, first -> first + PER_COMMIT)
                .mapToObj(
                        first ->
                                IntStream.range(first, Math.min(first + PER_COMMIT, to))
                                        .boxed()
                                        .flatMap(i -> piece(i).stream())
                                        .map(ListGrowthBench::stored)
                                        .toList());
    }

    /// One piece more: on a pick list, or with a consignee.
    private static List<WarehouseEvent> piece(int i) {
        List<WarehouseEvent> events = new ArrayList<>();
        Location bin = Location.of("W1", "A-%06d".formatted(i));
        events.add(
                new GoodsReceived(
                        NOTICE,
                        moved(Place.supplier(new EnterpriseId("maker")), Place.location(bin)),
                        null,
                        null,
                        SCAN));
        if (i % 2 == 0) {
            events.add(
                    new OrderAllocated(
                            order(i / 2),
                            OWNER,
                            List.of(new Allocation(LINE, ITEM, null, EXPIRY, bin, 1)),
                            List.of(),
                            List.of()));
        } else {
            Place vehicle = Place.vehicle(SHIPMENT);
            EnterpriseId consignee = consignee(i / 2);
            Load load = new Load(order(i / 2), LINE, consignee, ITEM, null, EXPIRY, 1);
            events.add(
                    new ShipmentDispatched(
                            SHIPMENT, List.of(load), List.of(moved(Place.location(bin), vehicle))));
            events.add(
                    new ShipmentDelivered(
                            SHIPMENT,
                            consignee,
                            "a nurse",
                            null,
                            List.of(load),
                            List.of(moved(vehicle, Place.consignee(consignee)))));
        }
        if (i % 100 == 0) {
            HoldScope scope = new HoldScope(BenchEvents.DEVICE, LOT, null, null, null);
            HoldId hold = new HoldId("H-" + i);
            events.add(new StockHeld(hold, scope, "complaint"));
            events.add(new HoldReleased(hold, scope));
        }
        return events;
    }

    private static Movement moved(Place from, Place to) {
        return Movement.of(ITEM, null, EXPIRY, 1, from, to, QualityStatus.QUALIFIED);
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
