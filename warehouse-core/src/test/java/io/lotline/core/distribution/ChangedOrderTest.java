package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.CLINIC;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OTHER_OWNER;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.REJECTS;
import static io.lotline.core.rules.Park.RETURNS;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.STENT_BOX;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.allocate;
import static io.lotline.core.rules.Park.allocated;
import static io.lotline.core.rules.Park.check;
import static io.lotline.core.rules.Park.order;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.pick;
import static io.lotline.core.rules.Park.pickedAndChecked;
import static io.lotline.core.rules.Park.planned;
import static io.lotline.core.rules.Park.pump;
import static io.lotline.core.rules.Park.pumps;
import static io.lotline.core.rules.Park.recall;
import static io.lotline.core.rules.Park.shipment;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static io.lotline.core.rules.Park.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.CancelledLine;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Orders that are amended, cancelled or unallocated on their way.
class ChangedOrderTest {
    private static final OrderId SO_1 = new OrderId("SO-1");

    private final AmendOrderDecision amending = new AmendOrderDecision();
    private final CancelOrderDecision cancelling = new CancelOrderDecision();
    private final UnallocateOrderDecision unallocating = new UnallocateOrderDecision();
    private final PutBackItemDecision puttingBack = new PutBackItemDecision();
    private final AllocateOrderDecision allocating = new AllocateOrderDecision();
    private final PickItemDecision picking = new PickItemDecision();
    private final CheckItemDecision checking = new CheckItemDecision();
    private final LoadItemDecision loading = new LoadItemDecision();
    private final UnloadItemDecision unloading = new UnloadItemDecision();
    private final DispatchShipmentDecision dispatching = new DispatchShipmentDecision();

    /// SO-1 wants 10 stents and 2 pumps, all promised.
    private static Given promised() {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 6);
        stock(given, OWNER, "L2", EXPIRY.plusYears(1), BIN_B, 20);
        pumps(given, BIN_B, "P-1", "P-2");
        given.and(
                new PlaceOrderDecision(),
                order("SO-1", HOSPITAL, wanted("1", STENT, 10), wanted("2", PUMP, 2)));
        return allocated(given, "SO-1");
    }

    /// The same with 6 stents and 1 pump picked and checked.
    private static Given picked() {
        Given given = promised();
        pickedAndChecked(given, "SO-1", BIN_A, stents("L1", 6));
        return pickedAndChecked(given, "SO-1", BIN_B, pump("P-1"));
    }

    private static AmendOrder amend(@Nullable Integer seen, OrderLine... lines) {
        return amend(OWNER, HOSPITAL, W1, seen, null, lines);
    }

    private static AmendOrder amend(
            EnterpriseId owner,
            EnterpriseId consignee,
            WarehouseId warehouse,
            @Nullable Integer seen,
            @Nullable EnterpriseId actingFor,
            OrderLine... lines) {
        return new AmendOrder(
                SO_1,
                owner,
                consignee,
                warehouse,
                List.of(lines),
                seen == null ? null : Set.of(seen),
                actingFor,
                null,
                TODAY);
    }

    private static CancelOrder cancel(String... lines) {
        return new CancelOrder(
                SO_1,
                "病人转院",
                lines.length == 0 ? null : List.of(lines).stream().map(LineId::new).toList(),
                null,
                null);
    }

    private static UnallocateOrder unallocate() {
        return new UnallocateOrder(SO_1, null, null);
    }

    private static PutBackItem putBack(Location to, ScannedGoods goods) {
        return new PutBackItem(SO_1, to, goods, TODAY);
    }

    private static LoadItem load(ScannedGoods goods) {
        return new LoadItem(new ShipmentId("SH-1"), W1, goods, TODAY);
    }

    private static UnloadItem unload(ScannedGoods goods) {
        return new UnloadItem(new ShipmentId("SH-1"), W1, goods);
    }

    private static DispatchShipment dispatch(LeftBehind... remaining) {
        return new DispatchShipment(new ShipmentId("SH-1"), List.of(remaining), null, TODAY);
    }

    private static int sum(List<Allocation> promises) {
        return promises.stream().mapToInt(Allocation::quantity).sum();
    }

    private static int sumOf(List<Unwanted> goods) {
        return goods.stream().mapToInt(Unwanted::quantity).sum();
    }

    @Test
    void unallocated_goods_are_free_for_others_at_once() {
        Given given = ordered(promised(), "SO-2", 20);
        var before = given.when(allocating, allocate("SO-2")).accepted(OrderAllocated.class);
        assertThat(sum(before.allocations())).isEqualTo(16);

        var freed = given.when(unallocating, unallocate()).accepted(OrderUnallocated.class);
        assertThat(sum(freed.released())).isEqualTo(12);
        given.when(unallocating, unallocate()).changesNothing();
        var after = given.when(allocating, allocate("SO-2")).accepted(OrderAllocated.class);
        assertThat(sum(after.allocations())).isEqualTo(20);
        given.when(allocating, allocate("SO-1")).accepted(OrderAllocated.class);
    }

    @Test
    void what_is_picked_stays_when_the_rest_is_unallocated() {
        Given given = picked();
        var freed = given.when(unallocating, unallocate()).accepted(OrderUnallocated.class);
        assertThat(sum(freed.released())).isEqualTo(5);
        given.when(picking, pick("SO-1", BIN_B, stents("L2", EXPIRY.plusYears(1), 4))).accepted();
        given.when(unallocating, new UnallocateOrder(new OrderId("SO-9"), null, null))
                .refused("unknown-order");
        given.when(unallocating, new UnallocateOrder(SO_1, OTHER_OWNER, null))
                .refused("unknown-order");
        given.when(unallocating, new UnallocateOrder(SO_1, null, Set.of(new WarehouseId("W2"))))
                .refused("unknown-order");
    }

    @Test
    void a_cancelled_order_gives_its_promises_back_and_names_what_is_to_be_put_back() {
        Given given = picked();

        var cancelled = given.when(cancelling, cancel()).accepted(OrderCancelled.class);

        assertThat(cancelled.lines())
                .containsExactly(
                        new CancelledLine(new LineId("1"), STENT, 10),
                        new CancelledLine(new LineId("2"), PUMP, 2));
        assertThat(sum(cancelled.released())).isEqualTo(5);
        assertThat(cancelled.revision()).isEqualTo(2);
        assertThat(sumOf(cancelled.putBack())).isEqualTo(7);
        given.when(cancelling, cancel()).changesNothing();
        given.when(cancelling, cancel("1")).changesNothing();
        given.when(allocating, allocate("SO-1")).refused("order-cancelled");
        given.when(picking, pick("SO-1", BIN_B, stents("L2", EXPIRY.plusYears(1), 1)))
                .refused("order-cancelled");
        given.when(amending, amend(2, wanted("1", STENT, 1))).refused("order-cancelled");
        given.when(new PlanShipmentDecision(), shipment("SH-1", "SO-1")).refused("order-cancelled");
        Rejection again =
                given.when(
                                new PlaceOrderDecision(),
                                order(
                                        "SO-1",
                                        HOSPITAL,
                                        wanted("1", STENT, 10),
                                        wanted("2", PUMP, 2)))
                        .refused("document-exists");
        assertThat(again.kind()).isEqualTo(Rejection.Kind.CONFLICT);
    }

    @Test
    void unwanted_goods_count_as_stock_once_they_are_scanned_back() {
        Given given = ordered(picked().and(cancelling, cancel()), "SO-2", 30);
        var before = given.when(allocating, allocate("SO-2")).accepted(OrderAllocated.class);
        assertThat(sum(before.allocations())).as("what stands is nobody's").isEqualTo(20);

        given.when(checking, check("SO-1", stents("L1", 1))).refused("not-wanted");
        given.when(puttingBack, putBack(BIN_A, stents("L1", 7))).refused("not-to-put-back");
        given.when(puttingBack, putBack(RETURNS, stents("L1", 4))).refused("wrong-location");
        given.when(puttingBack, putBack(REJECTS, stents("L1", 4))).refused("wrong-location");
        var back =
                given.when(puttingBack, putBack(BIN_A, stents("L1", 4)))
                        .accepted(ItemPutBack.class);
        assertThat(back.movement().from()).isEqualTo(Place.order(SO_1));
        given.when(puttingBack, putBack(BIN_A, pump("P-1"))).accepted(ItemPutBack.class);
        given.when(puttingBack, putBack(BIN_A, pump("P-1"))).refused("not-picked");
        var after = given.when(allocating, allocate("SO-2")).accepted(OrderAllocated.class);
        assertThat(sum(after.allocations())).isEqualTo(24);
        given.when(puttingBack, putBack(BIN_A, stents("L1", 3))).refused("not-to-put-back");
        given.when(puttingBack, putBack(BIN_B, stents("L1", 2))).accepted(ItemPutBack.class);
    }

    @Test
    void recalled_goods_are_only_set_apart() {
        Given given = picked().and(cancelling, cancel()).and(recall("RC-1", STENT, "L1"));

        given.when(puttingBack, putBack(BIN_A, stents("L1", 1))).refused("lot-under-recall");
        given.when(puttingBack, putBack(REJECTS, stents("L1", 1))).accepted(ItemPutBack.class);
    }

    @Test
    void single_lines_are_cancelled() {
        Given given = planned(picked(), "SH-1", "SO-1");
        given.and(loading, load(stents("L1", 2)));

        given.when(cancelling, cancel("3")).refused("unknown-line");
        var cancelled = given.when(cancelling, cancel("2")).accepted(OrderCancelled.class);
        assertThat(cancelled.putBack())
                .extracting(Unwanted::serial)
                .containsExactly(new SerialNumber("P-1"));
        given.when(cancelling, cancel("2")).changesNothing();
        given.when(loading, load(pump("P-1"))).refused("not-wanted");
        given.when(dispatching, dispatch()).refused("not-loaded-yet");
        given.when(
                        dispatching,
                        dispatch(
                                new LeftBehind(
                                        SO_1, new LineId("1"), STENT, Park.lot("L1"), null, 4),
                                new LeftBehind(SO_1, new LineId("1"), STENT, null, null, 4)))
                .accepted();
        given.when(cancelling, cancel("1")).accepted(OrderCancelled.class);
        given.when(cancelling, cancel()).refused("order-dispatched");
        given.when(amending, amend(null, wanted("1", STENT, 5))).refused("order-dispatched");
        given.when(puttingBack, putBack(BIN_A, stents("L1", 4))).accepted(ItemPutBack.class);
        given.when(puttingBack, putBack(BIN_A, pump("P-1"))).accepted(ItemPutBack.class);
    }

    @Test
    void what_is_loaded_and_not_wanted_has_to_be_unloaded_first() {
        Given given = planned(picked(), "SH-1", "SO-1");
        given.and(loading, load(stents("L1", 6))).and(loading, load(pump("P-1")));

        var cancelled = given.when(cancelling, cancel("2")).accepted(OrderCancelled.class);
        assertThat(cancelled.putBack()).allMatch(Unwanted::loaded).hasSize(1);
        var named =
                given.when(dispatching, dispatch())
                        .refused("unwanted-loaded", DistributionRejection.UnwantedLoaded.class);
        assertThat(named.loaded())
                .containsExactly(
                        new LeftBehind(
                                SO_1,
                                new LineId("2"),
                                PUMP,
                                Park.lot("P1"),
                                new SerialNumber("P-1"),
                                1));
        given.when(puttingBack, putBack(BIN_A, pump("P-1"))).refused("not-to-put-back");
        given.and(unloading, unload(pump("P-1")));
        given.when(loading, load(pump("P-1"))).refused("not-wanted");
        given.and(puttingBack, putBack(BIN_A, pump("P-1")));
        given.when(
                        dispatching,
                        dispatch(new LeftBehind(SO_1, new LineId("1"), STENT, null, null, 4)))
                .accepted();
    }

    @Test
    void an_amendment_needs_the_form_that_its_writer_saw() {
        Given given = promised();
        var first =
                given.when(amending, amend(1, wanted("1", STENT, 8), wanted("2", PUMP, 2)))
                        .accepted(OrderAmended.class);
        assertThat(first.revision()).isEqualTo(2);
        given.when(amending, amend(1, wanted("1", STENT, 8), wanted("2", PUMP, 2)))
                .changesNothing();
        var stale =
                given.when(amending, amend(1, wanted("1", STENT, 7)))
                        .refused("order-changed", DistributionRejection.OrderChanged.class);
        assertThat(stale.kind()).isEqualTo(Rejection.Kind.STALE);
        assertThat(stale.revision()).isEqualTo(2);
        given.when(amending, amend(null, wanted("1", STENT_BOX, 1), wanted("2", PUMP, 2)))
                .accepted(OrderAmended.class);
        given.when(amending, amend(OWNER, HOSPITAL, W1, 3, OTHER_OWNER, wanted("1", STENT, 1)))
                .refused("order-changed");
        Park.open().when(amending, amend(1, wanted("1", STENT, 1))).refused("order-changed");
        given.when(new PlaceOrderDecision(), order("SO-1", HOSPITAL, wanted("1", STENT, 3)))
                .refused("document-exists");
    }

    @Test
    void less_wanted_is_less_promised_and_what_is_picked_beyond_goes_back() {
        Given given = picked();
        var less =
                given.when(amending, amend(1, wanted("1", STENT, 7), wanted("3", PUMP, 1)))
                        .accepted(OrderAmended.class);
        assertThat(sum(less.released())).isEqualTo(4);
        assertThat(less.putBack())
                .singleElement()
                .satisfies(goods -> assertThat(goods.lineId()).isEqualTo(new LineId("2")));
        var fewer =
                given.when(amending, amend(2, wanted("1", STENT, 4), wanted("3", PUMP, 1)))
                        .accepted(OrderAmended.class);
        assertThat(sum(fewer.released())).isEqualTo(1);
        assertThat(sumOf(fewer.putBack())).isEqualTo(3);
        given.when(picking, pick("SO-1", BIN_B, stents("L2", EXPIRY.plusYears(1), 1)))
                .refused("over-pick");
        var more =
                given.when(
                                amending,
                                amend(
                                        3,
                                        wanted("1", STENT, 9),
                                        wanted("2", PUMP, 1),
                                        wanted("3", PUMP, 1)))
                        .accepted(OrderAmended.class);
        assertThat(more.putBack()).as("what stands serves again").isEmpty();
        var allocated = given.when(allocating, allocate("SO-1")).accepted(OrderAllocated.class);
        assertThat(sum(allocated.allocations())).isEqualTo(4);
    }

    @Test
    void promises_that_live_too_short_for_the_new_wish_end() {
        Given given = promised();
        int days =
                (int) LocalDate.EPOCH.until(EXPIRY.plusDays(1), java.time.temporal.ChronoUnit.DAYS)
                        - (int) TODAY.toEpochDay();
        var longer =
                given.when(amending, amend(1, wanted("1", STENT, 10, days), wanted("2", PUMP, 2)))
                        .accepted(OrderAmended.class);
        assertThat(longer.released())
                .singleElement()
                .satisfies(promise -> assertThat(promise.location()).isEqualTo(BIN_A));
    }

    @Test
    void an_order_keeps_whose_it_is_and_what_has_left() {
        Given given = promised();
        OrderLine line = wanted("1", STENT, 10);
        given.when(amending, amend(OTHER_OWNER, HOSPITAL, W1, 1, null, line))
                .refused("order-keeps");
        given.when(amending, amend(OWNER, HOSPITAL, new WarehouseId("W2"), 1, null, line))
                .refused("order-keeps");
        given.when(amending, amend(OWNER, OWNER, W1, 1, null, line)).refused("wrong-role");
        given.when(amending, amend(1)).refused("empty-document");
        given.when(amending, amend(1, line, line)).refused("duplicate-line");
        planned(given, "SH-1", "SO-1");
        given.when(amending, amend(OWNER, CLINIC, W1, 1, null, line))
                .refused("consignee-not-on-route");
        Given planless = promised();
        planless.and(amending, amend(OWNER, CLINIC, W1, 1, null, line));

        pickedAndChecked(given, "SO-1", BIN_A, stents("L1", 6));
        given.when(amending, amend(OWNER, CLINIC, W1, 1, null, line)).refused("order-keeps");
        given.when(amending, amend(1, wanted("1", PUMP, 1))).refused("line-keeps-device");
        given.and(loading, load(stents("L1", 6)));
        var left =
                given.when(
                                dispatching,
                                dispatch(
                                        new LeftBehind(SO_1, new LineId("1"), STENT, null, null, 4),
                                        new LeftBehind(SO_1, new LineId("2"), PUMP, null, null, 2)))
                        .accepted();
        assertThat(left.getFirst()).isInstanceOf(ShipmentDispatched.class);
        given.when(amending, amend(1, wanted("1", STENT, 5))).refused("below-shipped");
        given.when(amending, amend(1, wanted("2", PUMP, 5))).refused("below-shipped");
        given.when(amending, amend(1, wanted("1", STENT, 6))).accepted(OrderAmended.class);
        given.when(amending, amend(2, wanted("1", STENT, 9))).refused("order-dispatched");
    }

    @Test
    void equal_goods_of_a_line_that_is_still_wanted_go_on() {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 20);
        given.and(
                new PlaceOrderDecision(),
                order("SO-1", HOSPITAL, wanted("1", STENT, 3), wanted("2", STENT, 3)));
        given.and(picking, pick("SO-1", BIN_A, stents("L1", 6)));
        planned(given, "SH-1", "SO-1");
        given.and(cancelling, cancel("1"));

        given.and(checking, check("SO-1", stents("L1", 6)));
        given.when(loading, load(stents("L1", 4))).refused("over-load");
        given.and(loading, load(stents("L1", 3)));
        given.and(puttingBack, putBack(BIN_A, stents("L1", 3)));
        var left = given.when(dispatching, dispatch()).accepted(ShipmentDispatched.class);
        assertThat(left.loads())
                .singleElement()
                .satisfies(
                        goods -> {
                            assertThat(goods.lineId()).isEqualTo(new LineId("2"));
                            assertThat(goods.quantity()).isEqualTo(3);
                        });
    }
}
