package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.SharedRejection.InsufficientStock;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderToPickTest {
    private final PlaceOrderDecision placing = new PlaceOrderDecision();
    private final AllocateOrderDecision allocation = new AllocateOrderDecision();
    private final PickItemDecision picking = new PickItemDecision();

    private static Given tenInBinA() {
        return stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10);
    }

    /// L2 expires first, then L1; both in two bins.
    private static Given twoLots() {
        return stock(tenInBinA(), OWNER, "L2", EXPIRY.minusDays(30), BIN_B, 10);
    }

    @Test
    void an_order_is_kept_in_pieces_and_never_changed() {
        Given given = Park.open();
        var placed =
                given.when(placing, order("SO-1", HOSPITAL, wanted("1", STENT_BOX, 2)))
                        .accepted(OrderPlaced.class);
        assertThat(placed.lines()).containsExactly(wanted("1", STENT, 20));

        given.when(placing, order("SO-1", HOSPITAL, wanted("1", STENT_BOX, 2))).changesNothing();
        given.when(placing, order("SO-1", CLINIC, wanted("1", STENT_BOX, 2)))
                .refused("document-exists");
    }

    @Test
    void an_order_names_known_and_licensed_parties_and_devices() {
        Park.open()
                .when(placing, order("SO-1", SUPPLIER, wanted("1", STENT, 2)))
                .refused("wrong-role");
        Park.open()
                .when(placing, order("SO-1", new EnterpriseId("NOBODY"), wanted("1", STENT, 2)))
                .refused("unknown-enterprise");
        Park.open()
                .and(expired(HOSPITAL, EnterpriseRole.CONSIGNEE))
                .when(placing, order("SO-1", HOSPITAL, wanted("1", STENT, 2)))
                .refused("licence-expired");
        Park.open()
                .and(expired(OWNER, EnterpriseRole.DEPOSITOR))
                .when(placing, order("SO-1", HOSPITAL, wanted("1", STENT, 2)))
                .refused("licence-expired");
        Park.open()
                .when(
                        placing,
                        order(
                                "SO-1",
                                HOSPITAL,
                                wanted("1", new io.lotline.core.values.Di("UNKNOWN"), 2)))
                .refused("unknown-device");
        Park.open()
                .when(placing, order("SO-1", HOSPITAL, wanted("1", STENT, 2), wanted("1", PUMP, 1)))
                .refused("duplicate-line");
        Park.open().when(placing, order("SO-1", HOSPITAL)).refused("empty-document");
        Park.open()
                .when(placing, order("SO-1", HOSPITAL, wanted("1", STENT_CASE, 1_000_000)))
                .refused("quantity-too-large");
        Park.open()
                .when(
                        placing,
                        order(
                                "SO-1",
                                HOSPITAL,
                                Collections.nCopies(1_001, wanted("1", STENT, 1))
                                        .toArray(OrderLine[]::new)))
                .refused("too-many-lines");
    }

    @Test
    void first_expired_goes_out_first_and_what_is_missing_is_named() {
        var allocated =
                ordered(twoLots(), "SO-1", 25)
                        .when(allocation, allocate("SO-1"))
                        .accepted(OrderAllocated.class);

        assertThat(allocated.allocations())
                .extracting(
                        part -> part.item().lot() + "@" + part.location() + "x" + part.quantity())
                .containsExactly("L2@W1/B-01x10", "L1@W1/A-01x10");
        assertThat(allocated.shortages()).containsExactly(new Shortage(new LineId("1"), STENT, 5));
    }

    @Test
    void the_same_allocation_again_changes_nothing() {
        allocated(ordered(twoLots(), "SO-1", 15), "SO-1")
                .when(allocation, allocate("SO-1"))
                .changesNothing();
    }

    @Test
    void stopped_and_expired_lots_and_those_with_too_short_a_life_are_passed_over() {
        for (WarehouseEvent stop :
                List.of(
                        hold("H-1", scope(STENT, "L2")),
                        hold("H-1", new HoldScope(STENT, null, null, "B-01", null)),
                        hold("H-1", new HoldScope(STENT, lot("L2"), null, null, OWNER)),
                        recall("RC-1", STENT, "L2"))) {
            var allocated =
                    ordered(twoLots().and(stop), "SO-1", 5)
                            .when(allocation, allocate("SO-1"))
                            .accepted(OrderAllocated.class);
            assertThat(allocated.allocations())
                    .extracting(part -> part.item().lot())
                    .containsExactly(lot("L1"));
        }
        Given given = ordered(twoLots(), "SO-1", 5);
        var later =
                given.when(
                                allocation,
                                new AllocateOrder(
                                        new OrderId("SO-1"), null, null, EXPIRY.minusDays(29)))
                        .accepted(OrderAllocated.class);
        assertThat(later.allocations()).extracting(Allocation::expiryDate).containsExactly(EXPIRY);

        var fresh =
                twoLots()
                        .and(placing, order("SO-1", HOSPITAL, wanted("1", STENT, 5, 360)))
                        .when(allocation, allocate("SO-1"))
                        .accepted(OrderAllocated.class);
        assertThat(fresh.allocations()).extracting(Allocation::expiryDate).containsExactly(EXPIRY);
    }

    @Test
    void a_held_serial_number_is_not_promised() {
        var allocated =
                pumps(Park.open(), BIN_A, "S1", "S2", "S3")
                        .and(
                                hold(
                                        "H-1",
                                        new HoldScope(
                                                PUMP, null, new SerialNumber("S2"), null, null)))
                        .and(placing, order("SO-1", HOSPITAL, wanted("1", PUMP, 3)))
                        .when(allocation, allocate("SO-1"))
                        .accepted(OrderAllocated.class);

        assertThat(allocated.allocations())
                .extracting(Allocation::serial)
                .containsExactly(new SerialNumber("S1"), new SerialNumber("S3"));
        assertThat(allocated.shortages()).extracting(Shortage::quantity).containsExactly(1);
    }

    @Test
    void stock_is_promised_once_and_only_the_owners() {
        Given given = stock(tenInBinA(), OTHER_OWNER, "L9", EXPIRY.minusDays(90), BIN_B, 10);
        allocated(ordered(given, "SO-1", 8), "SO-1");

        var second =
                ordered(given, "SO-2", 8)
                        .when(allocation, allocate("SO-2"))
                        .accepted(OrderAllocated.class);

        assertThat(second.allocations()).extracting(Allocation::quantity).containsExactly(2);
    }

    @Test
    void another_enterprises_order_does_not_exist() {
        Rejection hidden =
                ordered(tenInBinA(), "SO-1", 5)
                        .when(
                                allocation,
                                new AllocateOrder(new OrderId("SO-1"), OTHER_OWNER, null, TODAY))
                        .refused("unknown-order");
        assertThat(hidden.kind()).isEqualTo(Rejection.Kind.UNKNOWN);
        Park.open().when(allocation, allocate("SO-9")).refused("unknown-order");
    }

    @Test
    void a_new_allocation_releases_the_old_one_and_leaves_what_is_picked() {
        Given given = allocated(ordered(twoLots(), "SO-1", 15), "SO-1");
        given.and(picking, pick("SO-1", BIN_B, stents("L2", EXPIRY.minusDays(30), 4)))
                .and(hold("H-1", scope(STENT, "L2")));

        var again = given.when(allocation, allocate("SO-1")).accepted(OrderAllocated.class);

        assertThat(again.released())
                .extracting(part -> part.item().lot() + "x" + part.quantity())
                .containsExactlyInAnyOrder("L2x6", "L1x5");
        assertThat(again.allocations())
                .extracting(part -> part.item().lot() + "x" + part.quantity())
                .containsExactly("L1x10");
        assertThat(again.shortages()).extracting(Shortage::quantity).containsExactly(1);
    }

    @Test
    void a_pick_redeems_the_promise_in_its_bin() {
        var picked =
                allocated(ordered(twoLots(), "SO-1", 15), "SO-1")
                        .when(picking, pick("SO-1", BIN_A, stents("L1", 5)))
                        .accepted(ItemPicked.class);

        assertThat(picked.fromAllocation()).isEqualTo(5);
        assertThat(picked.released()).isEmpty();
        assertThat(picked.lineId()).isEqualTo(new LineId("1"));
    }

    @Test
    void a_pick_beyond_the_promise_releases_what_it_makes_needless() {
        var picked =
                allocated(ordered(twoLots(), "SO-1", 15), "SO-1")
                        .when(picking, pick("SO-1", BIN_A, stents("L1", 8)))
                        .accepted(ItemPicked.class);

        assertThat(picked.fromAllocation()).isEqualTo(5);
        assertThat(picked.released())
                .extracting(part -> part.item().lot() + "x" + part.quantity())
                .containsExactly("L2x3");
    }

    @Test
    void what_is_promised_to_others_is_not_picked() {
        Given given = ordered(allocated(ordered(tenInBinA(), "SO-1", 7), "SO-1"), "SO-2", 9);

        var refused =
                given.when(picking, pick("SO-2", BIN_A, stents("L1", 4)))
                        .refused("insufficient-stock", InsufficientStock.class);

        assertThat(refused.available()).isEqualTo(3);
        given.when(picking, pick("SO-2", BIN_A, stents("L1", 3))).accepted(ItemPicked.class);
    }

    @Test
    void a_pick_needs_an_order_for_the_goods_and_no_more_of_them() {
        Given given = ordered(tenInBinA(), "SO-1", 4);

        given.when(picking, pick("SO-9", BIN_A, stents("L1", 1))).refused("unknown-order");
        given.when(picking, pick("SO-1", BIN_A, pump("S1"))).refused("not-on-order");
        given.when(picking, pick("SO-1", BIN_A, stents("L1", 5))).refused("over-pick");
        given.when(picking, pick("SO-1", BIN_A, stents("L1", 11))).refused("insufficient-stock");
        given.when(picking, pick("SO-1", BIN_B, stents("L1", 1))).refused("wrong-location");
        given.when(picking, pick("SO-1", DOCK, stents("L1", 1))).refused("wrong-location");
        given.when(picking, pick("SO-1", Location.of("W1", "NOWHERE"), stents("L1", 1)))
                .refused("unknown-location");
        given.when(picking, pick("SO-1", ELSEWHERE, stents("L1", 1))).refused("wrong-location");
        given.when(
                        picking,
                        pick(
                                "SO-1",
                                BIN_A,
                                boxes(new io.lotline.core.values.Di("UNKNOWN"), "L1", 1)))
                .refused("unknown-device");
        given.when(
                        picking,
                        pick(
                                "SO-1",
                                BIN_A,
                                ScannedGoods.of(
                                        STENT, null, null, null, null, 1, null, scan("x"), TODAY)))
                .refused("incomplete-item");
        given.when(picking, pick("SO-1", BIN_A, stents("L1", EXPIRY.plusDays(1), 1)))
                .refused("expiry-conflict");
        given.and(picking, pick("SO-1", BIN_A, stents("L1", 4)))
                .when(picking, pick("SO-1", BIN_A, stents("L1", 1)))
                .refused("over-pick");
    }

    @Test
    void whatever_stops_a_lot_stops_its_pick() {
        Given given = allocated(ordered(tenInBinA(), "SO-1", 4), "SO-1");
        given.when(
                        picking,
                        new PickItem(
                                new OrderId("SO-1"), BIN_A, stents("L1", 1), EXPIRY.plusDays(1)))
                .refused("lot-expired");
        given.and(hold("H-1", new HoldScope(STENT, null, null, "W1/A-01", null)))
                .when(picking, pick("SO-1", BIN_A, stents("L1", 1)))
                .refused("lot-on-hold");
        given.and(recall("RC-1", STENT, "L1"))
                .when(picking, pick("SO-1", BIN_A, stents("L1", 1)))
                .refused("lot-under-recall");
        given.and(
                        new io.lotline.core.events.RecallEvent.RecallClosed(
                                new io.lotline.core.values.RecallId("RC-1"),
                                STENT,
                                java.util.Set.of(lot("L1")),
                                java.util.Set.of(),
                                null))
                .when(picking, pick("SO-1", BIN_A, stents("L1", 1)))
                .refused("lot-under-recall");
    }

    @Test
    void a_consignee_gets_the_shelf_life_it_asks_for() {
        tenInBinA()
                .and(placing, order("SO-1", HOSPITAL, wanted("1", STENT, 5, 367)))
                .when(picking, pick("SO-1", BIN_A, stents("L1", 1)))
                .refused("remaining-shelf-life-too-short");
        tenInBinA()
                .and(placing, order("SO-1", HOSPITAL, wanted("1", STENT, 5, 366)))
                .when(picking, pick("SO-1", BIN_A, stents("L1", 1)))
                .accepted(ItemPicked.class);
    }

    @Test
    void a_serial_number_is_picked_once_from_where_it_is() {
        Given given =
                pumps(pumps(Park.open(), BIN_A, "S1"), BIN_B, "S2")
                        .and(placing, order("SO-1", HOSPITAL, wanted("1", PUMP, 3)));

        given.when(picking, pick("SO-1", BIN_A, pump("S2"))).refused("wrong-location");
        given.and(picking, pick("SO-1", BIN_A, pump("S1")))
                .when(picking, pick("SO-1", BIN_A, pump("S1")))
                .refused("insufficient-stock");
    }

    @Test
    void a_pick_goes_to_several_lines_if_it_has_to() {
        var picked =
                tenInBinA()
                        .and(
                                placing,
                                order(
                                        "SO-1",
                                        HOSPITAL,
                                        wanted("1", STENT, 3),
                                        wanted("2", STENT, 4)))
                        .when(picking, pick("SO-1", BIN_A, stents("L1", 5)))
                        .accepted();

        assertThat(picked)
                .extracting(
                        event ->
                                ((ItemPicked) event).lineId()
                                        + "x"
                                        + ((ItemPicked) event).movement().quantity())
                .containsExactly("1x3", "2x2");
    }

    @Test
    void two_pickers_in_two_bins_never_meet_but_a_recall_meets_both() {
        Given given = ordered(ordered(twoLots(), "SO-1", 5), "SO-2", 5);
        Criteria first = given.boundary(picking, pick("SO-1", BIN_A, stents("L1", 1)));
        ItemPicked second =
                given.when(picking, pick("SO-2", BIN_B, stents("L2", EXPIRY.minusDays(30), 1)))
                        .accepted(ItemPicked.class);

        assertThat(meets(first, second)).isFalse();
        assertThat(meets(first, recall("RC-1", STENT, "L1"))).isTrue();
        assertThat(meets(first, hold("H-1", scope(STENT, null)))).isTrue();
        assertThat(meets(first, hold("H-1", scope(STENT, "L2")))).isFalse();
    }

    @Test
    void a_wave_has_known_orders_of_one_warehouse() {
        Given given = ordered(ordered(tenInBinA(), "SO-1", 1), "SO-2", 1);
        var waves = new PlanWaveDecision();
        given.when(waves, wave("WV-1", "SO-1", "SO-2")).accepted();
        given.when(waves, wave("WV-1", "SO-1", "SO-2")).changesNothing();
        given.when(waves, wave("WV-1", "SO-1")).refused("document-exists");
        given.when(waves, wave("WV-2", "SO-9")).refused("unknown-order");
        given.when(waves, wave("WV-2", "SO-1", "SO-1")).refused("duplicate-order");
        given.when(waves, wave("WV-2")).refused("empty-document");
        given.and(
                        placing,
                        new PlaceOrder(
                                new OrderId("SO-3"),
                                OWNER,
                                HOSPITAL,
                                new WarehouseId("W2"),
                                List.of(wanted("1", STENT, 1)),
                                TODAY))
                .when(waves, wave("WV-2", "SO-1", "SO-3"))
                .refused("several-warehouses");
    }

    private static PlanWave wave(String id, String... orders) {
        return new PlanWave(
                new io.lotline.core.values.WaveId(id),
                java.util.Arrays.stream(orders).map(OrderId::new).toList(),
                null);
    }

    @Test
    void an_order_of_another_warehouse_does_not_exist_for_its_staff() {
        Given given = ordered(stock(open(), OWNER, "L1", EXPIRY, BIN_A, 5), "SO-1", 2);
        Set<WarehouseId> elsewhere = Set.of(ELSEWHERE.warehouse());
        given.when(
                        new AllocateOrderDecision(),
                        new AllocateOrder(new OrderId("SO-1"), null, elsewhere, TODAY))
                .refused("unknown-order");
        given.when(
                        new PlanWaveDecision(),
                        new PlanWave(
                                new io.lotline.core.values.WaveId("W-1"),
                                List.of(new OrderId("SO-1")),
                                elsewhere))
                .refused("unknown-order");
        given.when(
                        new AllocateOrderDecision(),
                        new AllocateOrder(new OrderId("SO-1"), null, Set.of(W1), TODAY))
                .accepted();
    }

    private static boolean meets(Criteria criteria, WarehouseEvent event) {
        return criteria.matches(event.tags(), EventCatalogue.nameOf(event.getClass()));
    }
}
