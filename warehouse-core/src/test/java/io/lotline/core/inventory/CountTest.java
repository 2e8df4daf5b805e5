package io.lotline.core.inventory;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.DOCK;
import static io.lotline.core.rules.Park.ELSEWHERE;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OTHER_OWNER;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.STENT_BOX;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.allocated;
import static io.lotline.core.rules.Park.boxes;
import static io.lotline.core.rules.Park.hold;
import static io.lotline.core.rules.Park.line;
import static io.lotline.core.rules.Park.lot;
import static io.lotline.core.rules.Park.notice;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.pick;
import static io.lotline.core.rules.Park.pump;
import static io.lotline.core.rules.Park.pumps;
import static io.lotline.core.rules.Park.receive;
import static io.lotline.core.rules.Park.scope;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lotline.core.correction.CorrectEventDecision;
import io.lotline.core.correction.Corrections;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.CountBookingRefused;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;
import io.lotline.core.events.InventoryEvent.CountCancelled;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.CountPlacesListed;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Stock counts as documents: opened, counted beside the work, booked by whoever may.
class CountTest {
    private static final AdjustmentLimit MUCH = new AdjustmentLimit(100, RiskClass.III, true);
    private static final AdjustmentLimit LITTLE = new AdjustmentLimit(1, RiskClass.III, true);

    private final OpenCountDecision opening = new OpenCountDecision();
    private final CountStockDecision counting = new CountStockDecision();
    private final FinishLocationDecision finishing = new FinishLocationDecision();
    private final BookCountDecision booking = new BookCountDecision();
    private final ApproveCountDecision approving = new ApproveCountDecision();
    private final RefuseCountBookingDecision refusing = new RefuseCountBookingDecision();
    private final CancelCountDecision cancelling = new CancelCountDecision();

    private static Given stocked() {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10);
        return pumps(given, BIN_A, "P-1", "P-2");
    }

    private static OpenCount open(String id, Location... locations) {
        return open(id, List.of(locations), List.of(), false, null);
    }

    private static OpenCount open(
            String id,
            List<Location> locations,
            List<Di> devices,
            boolean blind,
            @Nullable Integer recountAbove) {
        return new OpenCount(
                new CountId(id),
                W1,
                locations.stream().map(Location::id).toList(),
                devices,
                List.of(BIN_A.id()),
                blind,
                recountAbove,
                false,
                null,
                false,
                null);
    }

    private static OpenCount amend(OpenCount to, @Nullable Set<Integer> seen) {
        return new OpenCount(
                to.count(),
                to.warehouse(),
                to.locations(),
                to.devices(),
                to.lying(),
                to.blind(),
                to.recountAbove(),
                true,
                seen,
                false,
                null);
    }

    private static CountStock count(String id, Location at, ScannedGoods goods) {
        return count(id, at, goods, "zhang");
    }

    private static CountStock count(String id, Location at, ScannedGoods goods, String who) {
        return new CountStock(new CountId(id), null, at, goods, who);
    }

    private static CountStock countFor(
            EnterpriseId owner, String id, Location at, ScannedGoods goods) {
        return new CountStock(new CountId(id), owner, at, goods, "zhang");
    }

    private static ScannedGoods none(ScannedGoods goods) {
        return new ScannedGoods(goods.di(), goods.readings(), 0, null, goods.scan(), goods.today());
    }

    private static FinishLocation finish(String id, Location at) {
        return finish(id, at, "zhang");
    }

    private static FinishLocation finish(String id, Location at, String who) {
        return new FinishLocation(
                new CountId(id),
                at,
                who,
                new Scan("f", "none", List.of(), Instant.parse("2026-11-22T00:00:00Z")),
                TODAY,
                null);
    }

    private static BookCount book(String id) {
        return book(id, false, MUCH);
    }

    private static BookCount book(String id, boolean leaveRest, AdjustmentLimit limit) {
        return new BookCount(new CountId(id), leaveRest, limit, "li", null);
    }

    private static List<StockAdjusted> adjustments(List<WarehouseEvent> events) {
        return events.stream()
                .filter(StockAdjusted.class::isInstance)
                .map(StockAdjusted.class::cast)
                .toList();
    }

    private static CountBooked booked(List<WarehouseEvent> events) {
        return (CountBooked) events.getLast();
    }

    private static CountRow row(Location at, String lot) {
        return new CountRow(at, new StockItem(OWNER, STENT, lot(lot)), null, null);
    }

    @Test
    void a_count_is_opened_once_and_lists_the_places_that_it_goes_to() {
        Given given = stocked();
        List<WarehouseEvent> opened = given.when(opening, open("C-1", BIN_B, BIN_A)).accepted();
        assertThat(opened)
                .containsExactly(
                        new CountOpened(
                                new CountId("C-1"),
                                W1,
                                List.of(BIN_B.id(), BIN_A.id()),
                                List.of(),
                                false,
                                null,
                                1),
                        new CountPlacesListed(
                                new CountId("C-1"), List.of(BIN_B.id(), BIN_A.id()), 1));
        given.when(opening, open("C-1", BIN_B, BIN_A)).changesNothing();
        given.when(opening, open("C-1", BIN_A)).refused("document-exists");

        var whole = given.when(opening, open("C-2")).accepted();
        assertThat(((CountPlacesListed) whole.getLast()).places())
                .extracting(LocationId::value)
                .containsExactly(
                        "A-01", "B-01", "COLD", "DOCK-1", "OUT-1", "R-01", "SMALL", "X-01");
        var devices =
                given.when(opening, open("C-3", List.of(), List.of(STENT_BOX, STENT), true, 2))
                        .accepted();
        assertThat(((CountOpened) devices.getFirst()).devices()).containsExactly(STENT);
        assertThat(((CountPlacesListed) devices.getLast()).places()).containsExactly(BIN_A.id());
    }

    @Test
    void what_a_count_refers_to_is_known() {
        Given given = stocked();
        given.when(opening, open("C-1", Location.of("W1", "a-01"))).refused("unknown-location");
        given.when(opening, open("C-1", List.of(), List.of(new Di("06901234567999")), false, null))
                .refused("unknown-device");
        given.when(
                        opening,
                        new OpenCount(
                                new CountId("C-1"),
                                new WarehouseId("w1"),
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                null,
                                false,
                                null,
                                false,
                                null))
                .refused("unknown-warehouse");
        given.and(opening, open("C-1", BIN_A));
        assertThat(
                        given.when(opening, open("c-1", BIN_A))
                                .refused("count-looks-alike", CountRejection.CountLooksAlike.class)
                                .near())
                .containsExactly(new CountId("C-1"));
        assertThat(
                        given.when(counting, count("c-1", BIN_A, stents("L1", 9)))
                                .refused("unknown-count", CountRejection.UnknownCount.class)
                                .near())
                .containsExactly(new CountId("C-1"));
        given.when(finishing, finish("C-2", BIN_A)).refused("unknown-count");
        given.when(finishing, finish("C-1", Location.of("W1", "NOWHERE")))
                .refused("unknown-location");
        given.when(counting, count("C-1", BIN_B, stents("L1", 9))).refused("location-not-in-count");
        given.when(finishing, finish("C-1", BIN_B)).refused("location-not-in-count");
        given.when(counting, countFor(OWNER, "C-1", ELSEWHERE, stents("L1", 9)))
                .refused("count-of-other-warehouse");
        given.and(opening, open("C-3", List.of(), List.of(PUMP), false, null));
        given.when(counting, count("C-3", BIN_A, stents("L1", 9))).refused("device-not-in-count");
    }

    @Test
    void a_count_that_nobody_opened_is_a_name_as_before() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        assertThat(
                        given.when(counting, count("WEEK-47", BIN_A, stents("L1", 9)))
                                .accepted(StockCounted.class)
                                .booked())
                .isEqualTo(10);
    }

    @Test
    void before_anything_is_counted_a_count_may_be_changed_by_who_has_seen_it() {
        Given given = stocked();
        given.when(opening, amend(open("C-1", BIN_A), null)).refused("count-changed");
        given.and(opening, open("C-1", BIN_A));
        given.when(opening, amend(open("C-1", BIN_B), Set.of(2))).refused("count-changed");
        var changed = given.when(opening, amend(open("C-1", BIN_B), Set.of(1))).accepted();
        assertThat(((CountOpened) changed.getFirst()).revision()).isEqualTo(2);
        given.when(opening, amend(open("C-1", BIN_B), Set.of(1))).changesNothing();
        given.when(counting, count("C-1", BIN_A, stents("L1", 9))).refused("location-not-in-count");
        given.and(finishing, finish("C-1", BIN_B));
        given.when(opening, amend(open("C-1", BIN_A), null)).refused("count-started");
        given.when(opening, amend(open("C-1", BIN_B), null)).changesNothing();
    }

    @Test
    void who_counts_does_not_decide_that_he_is_told_what_is_booked() {
        Given given = stocked();
        given.and(opening, open("C-1", List.of(BIN_A), List.of(), true, null));
        given.when(opening, byWhoCounts(open("C-1", BIN_A))).refused("count-stays-blind");
        given.when(opening, byWhoCounts(open("C-1", List.of(BIN_A, BIN_B), List.of(), true, null)))
                .accepted();
        given.when(opening, amend(open("C-1", BIN_A), null)).accepted();
    }

    private static OpenCount byWhoCounts(OpenCount to) {
        return new OpenCount(
                to.count(),
                to.warehouse(),
                to.locations(),
                to.devices(),
                to.lying(),
                to.blind(),
                to.recountAbove(),
                true,
                null,
                true,
                null);
    }

    @Test
    void what_is_booked_of_nobody_can_only_be_a_depositors() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        for (String count : List.of("C-1", "WEEK-47")) {
            given.when(counting, countFor(Park.HOSPITAL, count, BIN_A, stents("L1", 2)))
                    .refused("wrong-role");
            given.when(counting, countFor(OWNER, count, BIN_A, stents("L1", 2))).accepted();
        }
    }

    @Test
    void a_difference_is_booked_as_what_it_was_when_the_row_was_counted() {
        Given given = allocated(ordered(stocked(), "SO-1", 6), "SO-1");
        given.and(opening, open("C-1", BIN_A));
        var row =
                given.when(counting, count("C-1", BIN_A, stents("L1", 8)))
                        .accepted(RowCounted.class);
        assertThat(row.booked()).isEqualTo(10);
        // work goes on: three of those that were counted are picked
        given.and(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 3)));
        List<WarehouseEvent> events = given.when(booking, book("C-1")).accepted();
        assertThat(adjustments(events))
                .extracting(
                        each -> each.booked().kind(),
                        each -> each.booked().quantity(),
                        each -> each.movements().getFirst().to(),
                        StockAdjusted::requestedBy)
                .containsExactly(tuple(AdjustmentKind.LOST, 2, Place.lost(W1), "li"));
        assertThat(booked(events).booked())
                .containsExactly(
                        new CountBooked.Booked(row(BIN_A, "L1"), new AdjustmentId("C-1.1")));
        assertThat(booked(events).remaining()).isZero();
        given.when(booking, book("C-1")).changesNothing();
        // 10 - 3 - 2
        given.and(opening, open("C-2", BIN_A));
        assertThat(
                        given.when(counting, count("C-2", BIN_A, stents("L1", 5)))
                                .accepted(RowCounted.class)
                                .booked())
                .isEqualTo(5);
        given.when(counting, count("C-1", BIN_A, stents("L1", 5))).refused("count-not-open");
    }

    @Test
    void a_loss_ends_the_promises_that_the_rest_does_not_cover() {
        Given given = allocated(ordered(stocked(), "SO-1", 8), "SO-1");
        given.and(opening, open("C-1", BIN_A)).and(counting, count("C-1", BIN_A, stents("L1", 5)));
        PromisesBroken broken =
                given.when(booking, book("C-1")).accepted().stream()
                        .filter(PromisesBroken.class::isInstance)
                        .map(PromisesBroken.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(broken.order()).isEqualTo(new OrderId("SO-1"));
        assertThat(broken.adjustment()).isEqualTo(new AdjustmentId("C-1.1"));
        assertThat(broken.released().getFirst().quantity()).isEqualTo(3);
    }

    @Test
    void an_empty_bin_is_a_count_and_what_nobody_saw_is_missing() {
        Given given = stocked().and(opening, open("C-1", BIN_A, BIN_B));
        assertThat(
                        given.when(finishing, finish("C-1", BIN_B))
                                .accepted(LocationCounted.class)
                                .unseen())
                .isEmpty();
        given.and(counting, count("C-1", BIN_A, pump("P-2")));
        var all = given.when(finishing, finish("C-1", BIN_A)).accepted(LocationCounted.class);
        assertThat(all.unseen())
                .containsExactlyInAnyOrder(
                        new LocationCounted.Unseen(
                                new StockItem(OWNER, STENT, lot("L1")), null, null, 10),
                        new LocationCounted.Unseen(
                                new StockItem(OWNER, PUMP, lot("P1")),
                                new SerialNumber("P-1"),
                                null,
                                1));
        // one of them is there after all
        given.and(counting, count("C-1", BIN_A, stents("L1", 10)));
        var again = given.when(finishing, finish("C-1", BIN_A)).accepted(LocationCounted.class);
        assertThat(again.unseen()).extracting(LocationCounted.Unseen::booked).containsExactly(1);
        List<WarehouseEvent> events = given.when(booking, book("C-1")).accepted();
        assertThat(adjustments(events).getFirst().booked().serials())
                .containsExactly(new SerialNumber("P-1"));
        given.and(opening, open("C-2", BIN_A));
        given.when(counting, count("C-2", BIN_A, pump("P-1"))).accepted(RowCounted.class);
    }

    @Test
    void what_was_missed_and_has_been_moved_since_is_no_difference_once_looked_at_again() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(finishing, finish("C-1", BIN_A));
        given.and(new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, pump("P-1"), TODAY));
        var unbooked =
                given.when(booking, book("C-1"))
                        .refused("count-not-bookable", CountRejection.CountNotBookable.class);
        assertThat(unbooked.lines()).hasSize(1);
        assertThat(unbooked.lines().getFirst().problem()).isEqualTo("insufficient-stock");
        given.and(finishing, finish("C-1", BIN_A));
        List<WarehouseEvent> events = given.when(booking, book("C-1")).accepted();
        assertThat(adjustments(events)).hasSize(2);
    }

    /// The same goods, scanned so many minutes later by their handheld's clock.
    private static ScannedGoods later(ScannedGoods goods, int minutes) {
        Scan scan = goods.scan();
        return new ScannedGoods(
                goods.di(),
                goods.readings(),
                goods.counted(),
                null,
                new Scan(
                        scan.scanId() + minutes,
                        scan.standard(),
                        scan.symbols(),
                        scan.scannedAt().plusSeconds(60L * minutes)),
                goods.today());
    }

    @Test
    void what_was_counted_before_the_goods_were_moved_and_is_told_after_it_is_counted_again() {
        Given given = stocked().and(opening, open("C-1", BIN_A, BIN_B));
        given.and(
                new MoveGoodsDecision(),
                new MoveGoods(null, BIN_A, BIN_B, later(stents("L1", 2), 10), TODAY));
        given.and(
                new MoveGoodsDecision(),
                new MoveGoods(null, BIN_A, BIN_B, later(pump("P-1"), 10), TODAY));
        given.when(counting, count("C-1", BIN_A, later(stents("L1", 10), 9)))
                .refused("moved-since-counted");
        given.when(counting, count("C-1", BIN_B, none(later(pump("P-1"), 9))))
                .refused("moved-since-counted");
        given.and(counting, count("C-1", BIN_A, later(stents("L1", 8), 10)));
        // what came after somebody looked was not there to be seen
        assertThat(
                        given.when(finishing, finish("C-1", BIN_B))
                                .accepted(LocationCounted.class)
                                .unseen())
                .isEmpty();
        assertThat(
                        given.when(finishing, finish("C-1", BIN_A))
                                .accepted(LocationCounted.class)
                                .unseen())
                .hasSize(1);
    }

    @Test
    void serial_rows_are_pieces_seen_not_seen_or_unexpected() {
        Given given = stocked();
        pumps(given, BIN_B, "P-3");
        given.and(opening, open("C-1", BIN_A));
        assertThat(
                        given.when(counting, count("C-1", BIN_A, pump("P-1")))
                                .accepted(RowCounted.class))
                .extracting(RowCounted::counted, RowCounted::booked, RowCounted::elsewhere)
                .containsExactly(1, 1, null);
        var unexpected =
                given.when(counting, count("C-1", BIN_A, pump("P-3"))).accepted(RowCounted.class);
        assertThat(unexpected.booked()).isZero();
        assertThat(unexpected.elsewhere()).isEqualTo(Place.location(BIN_B));
        given.when(counting, count("C-1", BIN_A, pump("NEW"))).refused("unknown-owner");
        given.and(counting, countFor(OWNER, "C-1", BIN_A, pump("NEW")));
        given.when(counting, countFor(OTHER_OWNER, "C-1", BIN_A, pump("P-1")))
                .refused("piece-of-other-owner");
        given.and(counting, count("C-1", BIN_A, none(pump("P-2"))));
        var refused =
                given.when(booking, book("C-1"))
                        .refused("count-not-bookable", CountRejection.CountNotBookable.class);
        assertThat(refused.lines())
                .extracting(line -> String.valueOf(line.serial()), CountRejection.Unbooked::problem)
                .containsExactly(tuple("NEW", "not-lost"), tuple("P-3", "found-elsewhere"));
        List<WarehouseEvent> events = given.when(booking, book("C-1", true, MUCH)).accepted();
        assertThat(adjustments(events)).hasSize(1);
        assertThat(booked(events).left())
                .extracting(CountBooked.Left::problem)
                .containsExactly("not-lost", "found-elsewhere");
        assertThat(booked(events).remaining()).isZero();
    }

    @Test
    void goods_in_the_wrong_bin_are_at_home_again_where_both_bins_are_counted() {
        Given given = stocked();
        given.and(opening, open("C-1", BIN_A, BIN_B));
        given.and(counting, count("C-1", BIN_A, stents("L1", 6)));
        given.and(counting, countFor(OWNER, "C-1", BIN_B, stents("L1", 4)));
        given.and(counting, count("C-1", BIN_A, none(pump("P-1"))));
        given.and(counting, count("C-1", BIN_B, pump("P-1")));
        List<WarehouseEvent> events = given.when(booking, book("C-1")).accepted();
        assertThat(adjustments(events))
                .extracting(each -> each.booked().kind(), each -> each.booked().location())
                .containsExactlyInAnyOrder(
                        tuple(AdjustmentKind.LOST, BIN_A),
                        tuple(AdjustmentKind.LOST, BIN_A),
                        tuple(AdjustmentKind.FOUND, BIN_B),
                        tuple(AdjustmentKind.FOUND, BIN_B));
        given.and(opening, open("C-2", BIN_B));
        assertThat(
                        given.when(counting, count("C-2", BIN_B, stents("L1", 4)))
                                .accepted(RowCounted.class)
                                .booked())
                .isEqualTo(4);
    }

    @Test
    void what_was_found_comes_out_of_what_was_lost_and_nothing_comes_from_nowhere() {
        Given given = stocked().and(opening, open("C-1", BIN_A, BIN_B));
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.and(counting, countFor(OWNER, "C-1", BIN_B, stents("L1", 3)));
        var refused =
                given.when(booking, book("C-1"))
                        .refused("count-not-bookable", CountRejection.CountNotBookable.class);
        assertThat(refused.lines().getFirst().detail()).contains("receive under a notice");
        given.and(counting, countFor(OWNER, "C-1", BIN_B, stents("L1", 2)));
        assertThat(adjustments(given.when(booking, book("C-1")).accepted())).hasSize(2);
    }

    @Test
    void a_second_scan_of_a_row_takes_the_place_of_the_first_and_both_stay() {
        Given given = stocked().and(opening, open("C-1", List.of(BIN_A), List.of(), false, 1));
        given.and(counting, count("C-1", BIN_A, stents("L1", 7)));
        var alone =
                given.when(booking, book("C-1"))
                        .refused("count-not-bookable", CountRejection.CountNotBookable.class);
        assertThat(alone.lines().getFirst().problem()).isEqualTo("recount-needed");
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.when(booking, book("C-1")).refused("count-not-bookable");
        given.and(counting, count("C-1", BIN_A, stents("L1", 7), "wang"));
        List<WarehouseEvent> events = given.when(booking, book("C-1")).accepted();
        assertThat(adjustments(events).getFirst().booked().quantity()).isEqualTo(3);
        assertThat(given.history()).filteredOn(RowCounted.class::isInstance).hasSize(3);
    }

    @Test
    void above_the_limit_a_second_person_approves_and_until_then_nothing_is_counted() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.when(booking, book("C-1")).refused("nothing-counted");
        given.and(counting, count("C-1", BIN_A, stents("L1", 7)));
        given.when(approving, new ApproveCount(new CountId("C-1"), "wang", null))
                .refused("nothing-to-approve");
        given.when(booking, book("C-1", false, LITTLE)).accepted(CountBookingRequested.class);
        given.when(booking, book("C-1", false, LITTLE)).changesNothing();
        given.when(counting, count("C-1", BIN_A, stents("L1", 8))).refused("count-not-open");
        given.when(approving, new ApproveCount(new CountId("C-1"), "li", null))
                .refused("count-needs-second-person");
        given.when(
                        approving,
                        new ApproveCount(new CountId("C-1"), "wang", Set.of(new WarehouseId("W2"))))
                .refused("unknown-count");

        given.when(refusing, new RefuseCountBooking(new CountId("C-1"), "数错了", "li", null))
                .accepted(CountBookingRefused.class);
        given.when(refusing, new RefuseCountBooking(new CountId("C-1"), "数错了", "li", null))
                .changesNothing();
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.when(booking, book("C-1", false, LITTLE)).accepted(CountBookingRequested.class);
        var events =
                given.when(approving, new ApproveCount(new CountId("C-1"), "wang", null))
                        .accepted();
        assertThat(adjustments(events).getFirst())
                .extracting(StockAdjusted::requestedBy, StockAdjusted::approvedBy)
                .containsExactly("li", "wang");
        given.when(approving, new ApproveCount(new CountId("C-1"), "wang", null)).changesNothing();
        // also afterwards it is not for whoever asked to say that it is right
        given.when(approving, new ApproveCount(new CountId("C-1"), "li", null))
                .refused("count-needs-second-person");
        given.when(refusing, new RefuseCountBooking(new CountId("C-1"), "晚了", "li", null))
                .refused("count-not-open");
    }

    @Test
    void what_was_adjusted_after_it_was_counted_is_counted_again() {
        Given given = stocked().and(opening, open("C-1", BIN_A)).and(opening, open("C-2", BIN_A));
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.and(counting, count("C-2", BIN_A, stents("L1", 8)));
        given.and(booking, book("C-1"));
        given.when(booking, book("C-2")).refused("count-not-bookable");
        given.and(counting, count("C-2", BIN_A, stents("L1", 7)));
        assertThat(adjustments(given.when(booking, book("C-2")).accepted()))
                .extracting(each -> each.booked().quantity())
                .containsExactly(1);
    }

    @Test
    void a_count_without_differences_is_booked_by_anybody_who_may() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(counting, count("C-1", BIN_A, stents("L1", 10)));
        given.when(booking, book("C-1", false, LITTLE)).accepted(CountBooked.class);
    }

    @Test
    void a_count_is_given_up_until_it_is_booked() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(counting, count("C-1", BIN_A, stents("L1", 9)));
        given.when(cancelling, new CancelCount(new CountId("C-1"), "不盘了", "li", null))
                .accepted(CountCancelled.class);
        given.when(cancelling, new CancelCount(new CountId("C-1"), "不盘了", "li", null))
                .changesNothing();
        given.when(booking, book("C-1")).refused("count-not-open");
        given.when(counting, count("C-1", BIN_A, stents("L1", 9))).refused("count-not-open");
        given.when(finishing, finish("C-1", BIN_A)).refused("count-not-open");
        given.when(opening, amend(open("C-1", BIN_B), null)).refused("count-not-open");
        given.and(opening, open("C-2", BIN_A));
        given.and(counting, count("C-2", BIN_A, stents("L1", 9)));
        given.and(booking, book("C-2"));
        given.when(cancelling, new CancelCount(new CountId("C-2"), "不盘了", "li", null))
                .refused("count-not-open");
    }

    @Test
    void goods_on_hold_are_counted_and_packages_are_counted_in_pieces() {
        Given given = stocked().and(hold("H", scope(STENT, "L1")));
        given.and(opening, open("C-1", List.of(), List.of(STENT_BOX), true, null));
        var row =
                given.when(counting, count("C-1", BIN_A, boxes(STENT_BOX, "L1", 1)))
                        .accepted(RowCounted.class);
        assertThat(row).extracting(RowCounted::counted, RowCounted::booked).containsExactly(10, 10);
        assertThat(row.step().remark()).isNull();
        assertThat(row.step().goods().getFirst().booked()).isNull();
    }

    private static final Sscc PALLET = new Sscc("106901000000000016");

    private static ScannedGoods onPallet(ScannedGoods goods) {
        LabelReading label = goods.readings().getFirst();
        return new ScannedGoods(
                goods.di(),
                List.of(
                        new LabelReading(
                                label.lot(),
                                label.serial(),
                                label.productionDate(),
                                label.expiryDate(),
                                label.quantity(),
                                PALLET)),
                goods.counted(),
                null,
                goods.scan(),
                goods.today());
    }

    private static CountUnit countPallet(String id, Location at) {
        return new CountUnit(
                new CountId(id),
                at,
                new ScannedUnit(PALLET, Park.scan("pallet"), TODAY, null),
                "zhang");
    }

    @Test
    void the_label_of_a_unit_counts_all_that_is_in_it() {
        Given given = stocked();
        given.and(
                        new FileInboundNoticeDecision(),
                        notice("N", OWNER, line(PUMP, 2), line(STENT, 9)))
                .and(new ReceiveGoodsDecision(), receive("N", onPallet(pump("U-1"))))
                .and(new ReceiveGoodsDecision(), receive("N", onPallet(pump("U-2"))))
                .and(new ReceiveGoodsDecision(), receive("N", onPallet(stents("U", 5))));
        CountUnitDecision units = new CountUnitDecision();
        given.and(opening, open("C-1", DOCK));
        given.when(units, countPallet("c-1", DOCK)).refused("unknown-count");
        given.when(units, countPallet("C-1", BIN_A)).refused("location-not-in-count");
        List<WarehouseEvent> seen = given.when(units, countPallet("C-1", DOCK)).accepted();
        assertThat(seen)
                .extracting(event -> ((RowCounted) event).counted())
                .containsExactlyInAnyOrder(1, 1, 5);
        assertThat(
                        given.when(finishing, finish("C-1", DOCK))
                                .accepted(LocationCounted.class)
                                .unseen())
                .isEmpty();
        given.and(new ReceiveGoodsDecision(), receive("N", stents("U", 3)));
        assertThat(
                        given.when(units, countPallet("C-1", DOCK))
                                .refused("unit-not-alone", CountRejection.UnitNotAlone.class)
                                .booked())
                .isEqualTo(8);
        // who counts blind is not told so by a refusal either
        given.and(opening, open("B-1", List.of(DOCK), List.of(), true, null));
        var blind =
                given.when(units, countPallet("B-1", DOCK))
                        .refused("unit-not-alone", CountRejection.UnitNotAlone.class);
        assertThat(blind.inside()).isNull();
        assertThat(blind.booked()).isNull();
        assertThat(blind.message())
                .contains("not all that is booked")
                .doesNotContain("8 are booked");
        // of a count that nobody opened it says that the unit is there
        assertThat(given.when(units, countPallet("WEEK-47", DOCK)).accepted()).hasSize(1);
    }

    @Test
    void a_long_count_is_booked_in_bounded_commits_those_that_lose_first() {
        List<WarehouseEvent> history = new ArrayList<>(stocked().history());
        int rows = CountBooking.ROWS_A_COMMIT + 10;
        Given given = Given.given(history.toArray(WarehouseEvent[]::new));
        given.and(opening, open("C-1", BIN_A, BIN_B));
        for (int i = 0; i < rows; i++) {
            CountRow row =
                    new CountRow(BIN_B, new StockItem(OWNER, STENT, lot("N" + i)), null, null);
            given.and(
                    new RowCounted(
                            new CountId("C-1"), row, 1, 0, null, false, "zhang", Park.scan("s")));
        }
        given.and(counting, count("C-1", BIN_A, stents("L1", 9)));
        var first =
                given.when(
                                booking,
                                book("C-1", true, new AdjustmentLimit(5_000, RiskClass.III, true)))
                        .accepted();
        assertThat(adjustments(first)).hasSize(1);
        assertThat(booked(first).left()).hasSize(CountBooking.ROWS_A_COMMIT - 1);
        assertThat(booked(first).remaining()).isEqualTo(11);
        // between two of them the count goes on
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        var second = given.when(booking, book("C-1", true, MUCH)).accepted();
        assertThat(adjustments(second).getFirst().adjustment())
                .isEqualTo(new AdjustmentId("C-1.2"));
        assertThat(booked(second).remaining()).isZero();
    }

    private static AdjustStock adjust(String id, int lost) {
        return new AdjustStock(
                new AdjustmentId(id),
                new Adjustment(
                        AdjustmentKind.LOST,
                        new StockItem(OWNER, STENT, lot("L1")),
                        List.of(),
                        lost,
                        BIN_A,
                        null,
                        "r",
                        null,
                        null),
                MUCH,
                "zhang");
    }

    private void changedSince(Given given, String count) {
        assertThat(
                        given.when(booking, book(count))
                                .refused(
                                        "count-not-bookable", CountRejection.CountNotBookable.class)
                                .lines())
                .extracting(CountRejection.Unbooked::problem)
                .containsExactly("changed-since-counted");
    }

    @Test
    void a_difference_that_two_counts_saw_is_booked_once() {
        Given given = stocked().and(opening, open("C-1", BIN_A)).and(opening, open("C-2", BIN_A));
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.and(counting, count("C-2", BIN_A, stents("L1", 8)));
        given.and(counting, count("C-2", BIN_A, none(pump("P-1"))));
        given.and(booking, book("C-1"));
        changedSince(given, "C-2");
        // counted again, it is no difference any more
        given.and(counting, count("C-2", BIN_A, stents("L1", 8)));
        assertThat(adjustments(given.when(booking, book("C-2")).accepted()))
                .extracting(each -> each.booked().serials())
                .containsExactly(List.of(new SerialNumber("P-1")));
    }

    @Test
    void a_row_that_was_adjusted_since_is_counted_again_and_the_others_are_not() {
        Given given = stock(stocked(), OWNER, "L2", EXPIRY, BIN_A, 5);
        given.and(opening, open("C-1", BIN_A));
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.and(counting, count("C-1", BIN_A, stents("L2", 4)));
        given.and(new AdjustStockDecision(), adjust("A-1", 2));
        changedSince(given, "C-1");
        List<WarehouseEvent> events = given.when(booking, book("C-1", true, MUCH)).accepted();
        assertThat(adjustments(events))
                .extracting(each -> each.booked().item().lot())
                .containsExactly(lot("L2"));
        assertThat(booked(events).left())
                .extracting(CountBooked.Left::problem)
                .containsExactly("changed-since-counted");
    }

    @Test
    void a_row_whose_past_was_corrected_since_is_counted_again() {
        Given given = stocked();
        given.and(
                new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, stents("L1", 3), TODAY));
        int move = given.history().size();
        given.and(opening, open("C-1", BIN_A, BIN_B));
        given.and(counting, count("C-1", BIN_B, stents("L1", 2)));
        given.and(
                new CorrectEventDecision(),
                Corrections.correct("K-1", given, move, Corrections.quantity(2)));
        changedSince(given, "C-1");
    }

    @Test
    void the_correction_of_what_happened_after_the_count_leaves_its_difference() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        given.and(
                new MoveGoodsDecision(),
                new MoveGoods(null, BIN_A, BIN_B, later(stents("L1", 3), 5), TODAY));
        int move = given.history().size();
        given.and(
                new CorrectEventDecision(),
                Corrections.correct("K-1", given, move, Corrections.quantity(2)));
        assertThat(adjustments(given.when(booking, book("C-1")).accepted()))
                .extracting(each -> each.booked().quantity())
                .containsExactly(2);
    }

    @Test
    void goods_that_left_before_the_count_and_are_told_of_after_it_are_not_missing_twice() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(counting, count("C-1", BIN_A, later(stents("L1", 7), 10)));
        given.and(
                new MoveGoodsDecision(),
                new MoveGoods(null, BIN_A, BIN_B, later(stents("L1", 3), 5), TODAY));
        changedSince(given, "C-1");
    }

    @Test
    void what_a_count_misses_leaves_its_unit() {
        Given given = stocked();
        given.and(
                        new FileInboundNoticeDecision(),
                        notice("N", OWNER, line(PUMP, 1), line(STENT, 9)))
                .and(new ReceiveGoodsDecision(), receive("N", onPallet(pump("U-1"))))
                .and(new ReceiveGoodsDecision(), receive("N", onPallet(stents("U", 5))));
        given.and(opening, open("C-1", DOCK));
        given.and(counting, count("C-1", DOCK, stents("U", 3)));
        given.and(counting, count("C-1", DOCK, none(pump("U-1"))));
        List<WarehouseEvent> events = given.when(booking, book("C-1")).accepted();
        assertThat(events)
                .filteredOn(ItemUnpacked.class::isInstance)
                .extracting(
                        each -> ((ItemUnpacked) each).container(),
                        each -> ((ItemUnpacked) each).goods().quantity())
                .containsExactlyInAnyOrder(tuple(PALLET, 2), tuple(PALLET, 1));
        // the label counts what is left
        given.and(opening, open("C-2", DOCK));
        assertThat(
                        given.when(new CountUnitDecision(), countPallet("C-2", DOCK))
                                .accepted(RowCounted.class)
                                .counted())
                .isEqualTo(3);
    }

    @Test
    void an_older_look_that_is_told_later_does_not_take_the_place_of_a_newer_one() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(counting, count("C-1", BIN_A, later(stents("L1", 8), 10)));
        given.and(counting, count("C-1", BIN_A, later(stents("L1", 5), 9)));
        assertThat(adjustments(given.when(booking, book("C-1")).accepted()))
                .extracting(each -> each.booked().quantity())
                .containsExactly(2);
    }

    @Test
    void a_large_difference_is_booked_only_when_two_people_found_the_same_one() {
        Given given = stocked().and(opening, open("C-1", List.of(BIN_A), List.of(), false, 1));
        given.and(counting, count("C-1", BIN_A, stents("L1", 5)));
        given.and(counting, count("C-1", BIN_A, stents("L1", 10), "wang"));
        given.and(counting, count("C-1", BIN_A, stents("L1", 4)));
        given.when(booking, book("C-1")).refused("count-not-bookable");
        given.and(counting, count("C-1", BIN_A, stents("L1", 6), "wang"));
        given.when(booking, book("C-1")).refused("count-not-bookable");
        // work goes on between them
        given.and(
                new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, stents("L1", 2), TODAY));
        given.and(counting, count("C-1", BIN_A, stents("L1", 2), "wang"));
        assertThat(adjustments(given.when(booking, book("C-1")).accepted()))
                .extracting(each -> each.booked().quantity())
                .containsExactly(6);
    }

    @Test
    void ids_of_adjustments_are_free_ones_and_short_enough() {
        Given given = stocked().and(opening, open("C-1", BIN_A));
        given.and(new AdjustStockDecision(), adjust("C-1.1", 1));
        given.and(counting, count("C-1", BIN_A, stents("L1", 8)));
        assertThat(adjustments(given.when(booking, book("C-1")).accepted()).getFirst().adjustment())
                .isEqualTo(new AdjustmentId("C-1.2"));
        CountId longest = new CountId("x".repeat(64));
        assertThat(CountBooking.id(longest, 1_000_000).value().length()).isLessThanOrEqualTo(64);
        assertThat(CountBooking.id(longest, 1))
                .isNotEqualTo(CountBooking.id(new CountId("x".repeat(63) + "y"), 1));
    }
}
