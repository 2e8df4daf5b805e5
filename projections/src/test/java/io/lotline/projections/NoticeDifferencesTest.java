package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.inbound.InboundNotice;
import io.lotline.projections.inbound.InboundNotice.Discrepancy;
import io.lotline.projections.inbound.InboundNotice.Line;
import io.lotline.projections.inbound.InboundNotices;
import io.lotline.projections.inbound.ReceivedLot;
import io.lotline.projections.store.Page;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What came for a notice and what differs, page by page, is what its receipts add up to, however
/// they came and whatever its lines announce.
class NoticeDifferencesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NOTICES = 40;
    private static final List<Di> DEVICES =
            List.of(
                    new Di("06901234567892"),
                    new Di("06901234567908"),
                    new Di("06901234567915"),
                    new Di("06901234567922"));

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void pages_of_differences_are_what_the_receipts_add_up_to() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        Map<NoticeId, List<Line>> announced = new LinkedHashMap<>();
        Map<NoticeId, TreeMap<String, ReceivedLot>> came = new LinkedHashMap<>();
        List<WarehouseEvent> events = new ArrayList<>();
        for (int i = 0; i < NOTICES; i++) {
            file(new NoticeId("ASN-" + i), announced, came, events);
        }
        try (LotlineStore store = TestStores.embedded();
                Views views =
                        Views.start(
                                store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC())) {
            long last = new TestLog(store.log(), ParkDay.MORNING).append(events);
            assertThat(views.await(last, PATIENCE)).isTrue();
            announced.forEach(
                    (id, lines) ->
                            assertSame(
                                    views.inboundNotices(),
                                    id,
                                    lines,
                                    List.copyOf(came.get(id).values())));
        }
    }

    private void file(
            NoticeId id,
            Map<NoticeId, List<Line>> announced,
            Map<NoticeId, TreeMap<String, ReceivedLot>> came,
            List<WarehouseEvent> events) {
        List<ExpectedLine> lines = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            LotNumber lot = random.nextInt(3) == 0 ? null : lot();
            lines.add(new ExpectedLine(device(), lot, null, 1 + random.nextInt(6)));
        }
        events.add(
                new InboundNoticeFiled(
                        id, ParkDay.OWNER, ParkDay.SUPPLIER, ParkDay.WAREHOUSE, lines));
        announced.put(
                id,
                lines.stream()
                        .map(line -> new Line(line.di(), line.lot(), null, line.quantity(), 0))
                        .toList());
        TreeMap<String, ReceivedLot> lots = new TreeMap<>();
        came.put(id, lots);
        for (int i = random.nextInt(15); i > 0; i--) {
            StockItem item = new StockItem(ParkDay.OWNER, device(), lot());
            int quantity = 1 + random.nextInt(3);
            Movement movement =
                    Movement.of(
                            item,
                            null,
                            null,
                            quantity,
                            Place.supplier(ParkDay.SUPPLIER),
                            Place.location(ParkDay.DOCK),
                            QualityStatus.PENDING_INSPECTION);
            events.add(new GoodsReceived(id, movement, null, null, ParkDay.scan(ParkDay.MORNING)));
            lots.merge(
                    item.di() + " " + item.lot(),
                    new ReceivedLot(item.di(), item.lot(), null, quantity, 0, 0),
                    (one, more) ->
                            new ReceivedLot(
                                    one.di(),
                                    one.lot(),
                                    null,
                                    one.quantity() + more.quantity(),
                                    0,
                                    0));
        }
    }

    private Di device() {
        return DEVICES.get(random.nextInt(DEVICES.size()));
    }

    private LotNumber lot() {
        return new LotNumber("L" + random.nextInt(6));
    }

    private static void assertSame(
            InboundNotices notices, NoticeId id, List<Line> announced, List<ReceivedLot> came) {
        InboundNotice notice = notices.find(id).orElseThrow();
        List<Line> lines = given(announced, came);
        assertThat(notice.lines()).as("%s %s", announced, came).isEqualTo(lines);
        assertThat(notice.receivedPieces())
                .isEqualTo(came.stream().mapToLong(ReceivedLot::quantity).sum());
        for (int limit = 1; limit < 4; limit++) {
            int size = limit;
            assertThat(whole(after -> notices.received(id, after, size))).isEqualTo(came);
            assertThat(whole(after -> notices.discrepancies(notice, after, size)))
                    .as("%s %s", announced, came)
                    .isEqualTo(differences(lines, came));
        }
    }

    private static <T> List<T> whole(Function<@Nullable String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<T> page = pages.apply(after);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    /// Lot by lot: to the lines of the lot, then to those of any lot, the rest to the last.
    private static List<Line> given(List<Line> announced, List<ReceivedLot> came) {
        int[] received = new int[announced.size()];
        for (ReceivedLot lot : came) {
            int open = lot.quantity();
            int last = -1;
            for (boolean exact : new boolean[] {true, false}) {
                for (int i = 0; i < received.length; i++) {
                    Line line = announced.get(i);
                    if (line.di().equals(lot.di())
                            && (exact ? lot.lot().equals(line.lot()) : line.lot() == null)) {
                        int share = Math.min(open, Math.max(0, line.expected() - received[i]));
                        received[i] += share;
                        open -= share;
                        last = i;
                    }
                }
            }
            if (last >= 0) {
                received[last] += open;
            }
        }
        List<Line> given = new ArrayList<>();
        for (int i = 0; i < received.length; i++) {
            Line line = announced.get(i);
            given.add(new Line(line.di(), line.lot(), null, line.expected(), received[i]));
        }
        return given;
    }

    private static List<Discrepancy> differences(List<Line> lines, List<ReceivedLot> came) {
        List<Discrepancy> differences = new ArrayList<>();
        for (Line line : lines) {
            if (line.received() != line.expected()) {
                differences.add(
                        new Discrepancy(
                                line.received() < line.expected()
                                        ? Discrepancy.Kind.SHORT
                                        : Discrepancy.Kind.OVER,
                                line.di(),
                                line.lot(),
                                line.expected(),
                                line.received()));
            }
        }
        for (ReceivedLot lot : came) {
            boolean known =
                    lines.stream()
                            .anyMatch(
                                    line ->
                                            line.di().equals(lot.di())
                                                    && (line.lot() == null
                                                            || line.lot().equals(lot.lot())));
            if (!known) {
                differences.add(
                        new Discrepancy(
                                Discrepancy.Kind.NOT_ANNOUNCED,
                                lot.di(),
                                lot.lot(),
                                0,
                                lot.quantity()));
            }
        }
        return differences;
    }

    @Test
    void what_came_back_and_is_inspected_again_is_not_accepted_twice() {
        GoodsInspected first = ParkDay.inspected(2, Conclusion.QUALIFIED);
        Movement waited = first.movements().getFirst();
        Movement back =
                new Movement(
                        waited.item(),
                        null,
                        waited.expiryDate(),
                        2,
                        waited.from(),
                        waited.to(),
                        QualityStatus.RETURNED,
                        QualityStatus.QUALIFIED);
        GoodsInspected again =
                new GoodsInspected(
                        first.notice(), first.item(), first.conclusion(), 2, null, List.of(back));
        try (LotlineStore store = TestStores.embedded();
                Views views =
                        Views.start(
                                store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC())) {
            long last = new TestLog(store.log(), ParkDay.MORNING).append(List.of(first, again));
            assertThat(views.await(last, PATIENCE)).isTrue();
            assertThat(views.inboundNotices().received(first.notice(), null, 10).items())
                    .singleElement()
                    .satisfies(lot -> assertThat(lot.qualified()).isEqualTo(2));
        }
    }
}
