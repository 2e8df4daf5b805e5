package io.lotline.projections;

import static io.lotline.projections.ParkDay.BIN;
import static io.lotline.projections.ParkDay.CARRIER;
import static io.lotline.projections.ParkDay.DOCK;
import static io.lotline.projections.ParkDay.HOSPITAL;
import static io.lotline.projections.ParkDay.LOT;
import static io.lotline.projections.ParkDay.MORNING;
import static io.lotline.projections.ParkDay.NOTICE;
import static io.lotline.projections.ParkDay.ORDER;
import static io.lotline.projections.ParkDay.OTHER_BIN;
import static io.lotline.projections.ParkDay.OWNER;
import static io.lotline.projections.ParkDay.SHIPMENT;
import static io.lotline.projections.ParkDay.STENT;
import static io.lotline.projections.ParkDay.STENT_BOX;
import static io.lotline.projections.ParkDay.TODAY;
import static io.lotline.projections.ParkDay.WAREHOUSE;
import static io.lotline.projections.ParkDay.WAVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.PickItem;
import io.lotline.projections.distribution.Shipment;
import io.lotline.projections.inbound.InboundNotice;
import io.lotline.projections.insight.Overview;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.Hold;
import io.lotline.projections.inventory.Holds;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.store.Page;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final HoldId HOLD = new HoldId("H-1");
    private static final HoldScope LOT_SCOPE = new HoldScope(STENT, LOT, null, null, null);
    private static final RecallId RECALL = new RecallId("R-1");

    private Instant now = MORNING;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private LotlineStore store;
    private Views views;
    private TestLog log;

    @BeforeEach
    void open() {
        store = TestStores.embedded();
        views = Views.start(store, new SimpleMeterRegistry(), Views.PARK, clock);
        log = new TestLog(store.log(), MORNING);
    }

    @AfterEach
    void close() {
        views.close();
        store.close();
    }

    @Test
    void stock_waits_for_inspection_then_lies_in_its_bin_less_what_is_promised() {
        happen(ParkDay.notice(20), ParkDay.received(LOT, 20, MORNING));
        assertThat(stock())
                .extracting(StockRow::location, StockRow::status, StockRow::available)
                .containsExactly(tuple(DOCK.id(), StockStatus.PENDING_INSPECTION, 0));

        happen(
                ParkDay.inspected(18, Conclusion.QUALIFIED),
                ParkDay.inspected(2, Conclusion.NON_CONFORMING),
                new LocationDefined(BIN, Zone.QUALIFIED, null, null, null),
                ParkDay.putAway(18, BIN),
                ParkDay.order(5),
                ParkDay.allocated(0, ParkDay.promise(BIN, 5)));
        assertThat(stock())
                .extracting(
                        StockRow::location,
                        StockRow::status,
                        StockRow::quantity,
                        StockRow::allocated,
                        StockRow::available)
                .containsExactlyInAnyOrder(
                        tuple(BIN.id(), StockStatus.QUALIFIED, 18, 5, 13),
                        tuple(DOCK.id(), StockStatus.NON_CONFORMING, 2, 0, 0));

        happen(ParkDay.picked(BIN, 5));
        assertThat(find(new FindStock(OWNER, STENT, LOT, WAREHOUSE, BIN.id(), null)))
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.quantity()).isEqualTo(13);
                            assertThat(row.allocated()).isZero();
                            assertThat(row.available()).isEqualTo(13);
                        });
    }

    @Test
    void a_hold_a_recall_and_the_calendar_stop_qualified_goods_only() {
        stocked();
        happen(new StockHeld(HOLD, LOT_SCOPE, "complaint"));
        assertThat(statuses())
                .containsExactlyInAnyOrder(StockStatus.ON_HOLD, StockStatus.NON_CONFORMING);
        assertThat(views.holds().find(openHolds(), null, 10).items()).hasSize(1);

        happen(new HoldReleased(HOLD, LOT_SCOPE));
        assertThat(statuses())
                .containsExactlyInAnyOrder(StockStatus.QUALIFIED, StockStatus.NON_CONFORMING);
        assertThat(views.holds().find(openHolds(), null, 10).items()).isEmpty();
        assertThat(views.holds().find(HOLD).orElseThrow().released()).isEqualTo(MORNING);

        happen(
                new RecallStarted(RECALL, 1, STENT, Set.of(LOT), Set.of(), "breaks", false),
                new RecallClosed(RECALL, STENT, Set.of(LOT), Set.of(), null));
        assertThat(statuses())
                .containsExactlyInAnyOrder(StockStatus.ON_HOLD, StockStatus.NON_CONFORMING);
    }

    @Test
    void goods_expire_after_their_last_day_in_the_park_s_time() {
        stocked();
        now = Instant.parse("2027-01-10T15:59:59Z");
        assertThat(statuses()).contains(StockStatus.QUALIFIED);
        now = Instant.parse("2027-01-10T16:00:00Z");
        assertThat(statuses()).contains(StockStatus.EXPIRED);
    }

    @Test
    void pages_of_stock_follow_each_other_even_inside_one_bin() {
        List<WarehouseEvent> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            events.add(ParkDay.receivedSerial("S%02d".formatted(i)));
        }
        happen(events.toArray(WarehouseEvent[]::new));
        List<String> serials = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Page<StockRow> page = views.stockOnHand().find(FindStock.ALL, after, 10);
            page.items().forEach(row -> serials.add(row.serial().value()));
            after = page.next();
            pages++;
        } while (after != null);
        assertThat(pages).isEqualTo(3);
        assertThat(serials).hasSize(25).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void the_past_is_told_by_scan_time_and_by_what_was_known() {
        Instant early = MORNING.minus(Duration.ofHours(5));
        happen(ParkDay.notice(20), ParkDay.received(LOT, 7, MORNING));
        long known = happen(ParkDay.received(new LotNumber("LATE"), 3, early));
        FindStock all = FindStock.ALL;

        assertThat(views.stockAsOf().find(all, early, null, null, 10).page().items())
                .extracting(row -> row.lot().value(), StockRow::quantity)
                .containsExactly(tuple("LATE", 3));
        assertThat(views.stockAsOf().find(all, early, known - 1, null, 10).page().items())
                .isEmpty();
        assertThat(views.stockAsOf().find(all, null, known - 1, null, 10).page().items())
                .extracting(StockRow::quantity)
                .containsExactly(7);
        FindStock byGoods = new FindStock(OWNER, STENT, null, null, null, null);
        FindStock byLot = new FindStock(null, STENT, LOT, null, null, null);
        assertThat(views.stockAsOf().find(byGoods, MORNING, null, null, 10).page().items())
                .isEqualTo(find(byGoods));
        assertThat(views.stockAsOf().find(byLot, MORNING, null, null, 10).page().items())
                .isEqualTo(find(byLot));
    }

    @Test
    void a_notice_shows_what_is_missing_and_what_was_not_announced() {
        happen(ParkDay.notice(20));
        assertThat(notice().state()).isEqualTo(InboundNotice.State.FILED);
        happen(
                ParkDay.received(LOT, 15, MORNING),
                ParkDay.received(new LotNumber("OTHER"), 2, MORNING));
        assertThat(notice().state()).isEqualTo(InboundNotice.State.RECEIVING);
        assertThat(notice().lines()).extracting(InboundNotice.Line::received).containsExactly(15);
        assertThat(views.inboundNotices().discrepancies(notice(), null, 10).items())
                .extracting(d -> d.kind().name(), InboundNotice.Discrepancy::received)
                .containsExactly(tuple("SHORT", 15), tuple("NOT_ANNOUNCED", 2));
        happen(ParkDay.received(LOT, 5, MORNING), ParkDay.inspected(20, Conclusion.QUALIFIED));
        assertThat(notice().state()).isEqualTo(InboundNotice.State.RECEIVED);
    }

    @Test
    void an_order_is_followed_from_its_placing_to_the_signature() {
        happen(ParkDay.order(10));
        assertThat(order().state()).isEqualTo(Order.State.PLACED);
        happen(
                ParkDay.wave(),
                ParkDay.allocated(2, ParkDay.promise(OTHER_BIN, 3), ParkDay.promise(BIN, 5)));
        assertThat(order().state()).isEqualTo(Order.State.PARTIALLY_ALLOCATED);
        assertThat(line().short_()).isEqualTo(2);
        assertThat(views.pickLists().ofWave(WAVE, null, 10).orElseThrow().items())
                .extracting(PickItem::location, PickItem::quantity)
                .containsExactly(tuple(BIN.id(), 5), tuple(OTHER_BIN.id(), 3));

        happen(ParkDay.picked(BIN, 5));
        assertThat(order().state()).isEqualTo(Order.State.PICKING);
        assertThat(views.pickLists().wholeOrder(ORDER))
                .extracting(PickItem::location)
                .containsExactly(OTHER_BIN.id());
        happen(ParkDay.picked(OTHER_BIN, 3));
        assertThat(order().state()).isEqualTo(Order.State.PICKED);
        assertThat(views.pickLists().wholeOrder(ORDER)).isEmpty();
        happen(ParkDay.checked(8), ParkDay.planned());
        assertThat(order().state()).isEqualTo(Order.State.CHECKED);
        assertThat(views.orders().open(OWNER)).isEqualTo(1);

        happen(ParkDay.dispatched(8));
        assertThat(order().state()).isEqualTo(Order.State.SHIPPED);
        assertThat(shipment().state()).isEqualTo(Shipment.State.DISPATCHED);
        assertThat(views.orders().open(null)).isZero();
        happen(ParkDay.delivered(8));
        assertThat(order().state()).isEqualTo(Order.State.DELIVERED);
        assertThat(shipment().state()).isEqualTo(Shipment.State.DELIVERED);
        assertThat(line())
                .extracting(
                        Order.Line::ordered,
                        Order.Line::allocated,
                        Order.Line::picked,
                        Order.Line::checked,
                        Order.Line::shipped,
                        Order.Line::delivered)
                .containsExactly(10, 8, 8, 8, 8, 8);
        assertThat(views.orders().find(OWNER, null, Order.State.DELIVERED, null, 10).items())
                .hasSize(1);
    }

    @Test
    void a_key_is_found_by_the_hash_of_its_secret_until_it_is_revoked() {
        KeyId key = new KeyId("k1");
        happen(new KeyIssued(key, "gate 1", CallerRole.OPERATOR, null, Set.of(WAREHOUSE), "ab12"));
        assertThat(views.keys().findBySecretHash("ab12").orElseThrow().label()).isEqualTo("gate 1");
        assertThat(views.keys().findBySecretHash("ab13")).isEmpty();
        happen(new KeyRevoked(key));
        assertThat(views.keys().findBySecretHash("ab12")).isEmpty();
        assertThat(views.keys().find(null, 10).items())
                .singleElement()
                .satisfies(known -> assertThat(known.revoked()).isNotNull());
    }

    @Test
    void a_device_is_found_by_the_identifier_of_its_package() {
        happen(ParkDay.stent(), ParkDay.location(BIN, Zone.QUALIFIED));
        assertThat(views.devices().find(STENT_BOX)).isEmpty();
        assertThat(views.devices().findByAnyDi(STENT_BOX).orElseThrow().di()).isEqualTo(STENT);
        assertThat(views.locations().find(BIN).orElseThrow().zone()).isEqualTo(Zone.QUALIFIED);
        assertThat(views.locations().find(WAREHOUSE, Zone.RETURNS, null, 10).items()).isEmpty();
    }

    @Test
    void the_overview_sums_the_park_and_one_owner_s_part_of_it() {
        stocked();
        happen(
                ParkDay.stent(),
                ParkDay.location(BIN, Zone.QUALIFIED),
                ParkDay.enterprise(OWNER, EnterpriseRole.DEPOSITOR, TODAY.plusDays(30)),
                ParkDay.enterprise(CARRIER, EnterpriseRole.CARRIER, TODAY.plusYears(3)),
                ParkDay.enterprise(HOSPITAL, EnterpriseRole.CONSIGNEE, null),
                ParkDay.order(4),
                ParkDay.allocated(0, ParkDay.promise(BIN, 4)),
                ParkDay.picked(BIN, 4),
                ParkDay.checked(4),
                ParkDay.planned(),
                ParkDay.dispatched(4));
        long head =
                happen(
                        new StockHeld(HOLD, LOT_SCOPE, "complaint"),
                        new RecallStarted(
                                RECALL, 2, STENT, Set.of(LOT), Set.of(), "breaks", false));
        Overview park = views.overviews().find(null, head);

        assertThat(park.position()).isEqualTo(head);
        assertThat(park.totals())
                .isEqualTo(new Overview.Totals(3, 1, 1, 16, 16, 0, 0, 0, 1, 1, 1, 16, 16, 0, 1, 1));
        assertThat(park.days()).containsExactly(new Overview.Day(TODAY, 1, 20, 1, 4, 0, 1, 1, 1));
        assertThat(park.stockByOwner())
                .containsExactly(new Overview.OwnerStock(OWNER, "Name of OWNER", 16));
        assertThat(park.stockByRiskClass())
                .containsExactly(new Overview.RiskClassStock(RiskClass.III, 16));
        assertThat(park.stockByClassification())
                .containsExactly(new Overview.ClassStock("13", "无源植入器械", 16));
        assertThat(park.stockByStatus())
                .containsExactlyInAnyOrder(
                        new Overview.StatusStock(StockStatus.ON_HOLD, 14),
                        new Overview.StatusStock(StockStatus.NON_CONFORMING, 2));
        assertThat(park.expiry())
                .containsExactly(
                        new Overview.Expiring(30, 0),
                        new Overview.Expiring(90, 16),
                        new Overview.Expiring(180, 16),
                        new Overview.Expiring(365, 16));
        assertThat(park.expiryByMonth())
                .hasSize(12)
                .filteredOn(month -> month.quantity() > 0)
                .containsExactly(
                        new Overview.ExpiringMonth(YearMonth.from(ParkDay.EXPIRY).toString(), 16));
        assertThat(park.recalls())
                .singleElement()
                .satisfies(recall -> assertThat(recall.daysLeftToNotify()).isEqualTo(3));
        assertThat(park.hourly()).containsExactly(new Overview.HourOfDay(8, 20, 4, 4));

        assertThat(views.overviews().find(OWNER, head).totals().onHand()).isEqualTo(16);
        Overview stranger = views.overviews().find(new EnterpriseId("NOBODY"), head);
        assertThat(stranger.totals().onHand()).isZero();
        assertThat(stranger.holds()).isEmpty();
        assertThat(stranger.days()).isEmpty();
    }

    private void stocked() {
        happen(
                ParkDay.notice(20),
                ParkDay.received(LOT, 20, MORNING),
                ParkDay.inspected(18, Conclusion.QUALIFIED),
                ParkDay.inspected(2, Conclusion.NON_CONFORMING),
                ParkDay.putAway(18, BIN));
    }

    private long happen(WarehouseEvent... events) {
        long position = log.append(events);
        assertThat(views.await(position, Duration.ofSeconds(30))).isTrue();
        return position;
    }

    private List<StockRow> stock() {
        return find(FindStock.ALL);
    }

    private List<StockRow> find(FindStock query) {
        return views.stockOnHand().find(query, null, 100).items();
    }

    private List<StockStatus> statuses() {
        return stock().stream().map(StockRow::status).toList();
    }

    private InboundNotice notice() {
        return views.inboundNotices().find(NOTICE).orElseThrow();
    }

    private Order order() {
        return views.orders().find(ORDER).orElseThrow();
    }

    private Order.Line line() {
        return order().lines().getFirst();
    }

    private Shipment shipment() {
        return views.shipments().find(SHIPMENT).orElseThrow();
    }

    private static Holds.FindHolds openHolds() {
        return new Holds.FindHolds(Hold.State.OPEN, null, null, null, null);
    }
}
