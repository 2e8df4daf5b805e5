package io.lotline.core.inventory;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.DOCK;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OTHER_OWNER;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.REJECTS;
import static io.lotline.core.rules.Park.RETURNS;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.STENT_BOX;
import static io.lotline.core.rules.Park.SUPPLIER;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.allocate;
import static io.lotline.core.rules.Park.allocated;
import static io.lotline.core.rules.Park.lot;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.pick;
import static io.lotline.core.rules.Park.pumps;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Goods that are not as the books say, and the people who may say so.
class AdjustmentTest {
    private static final AdjustmentLimit MUCH = new AdjustmentLimit(100, RiskClass.III, true);

    private final AdjustStockDecision adjusting = new AdjustStockDecision();
    private final ApproveAdjustmentDecision approving = new ApproveAdjustmentDecision();
    private final RefuseAdjustmentDecision refusing = new RefuseAdjustmentDecision();

    private static Given stocked() {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10);
        return pumps(given, BIN_A, "P-1", "P-2");
    }

    private static AdjustStock adjust(String id, AdjustmentKind kind, int quantity) {
        return adjust(id, kind, quantity, BIN_A, null);
    }

    private static AdjustStock adjust(
            String id, AdjustmentKind kind, int quantity, Location at, @Nullable Location to) {
        boolean destroyed = kind == AdjustmentKind.DESTROYED;
        return adjust(
                id,
                new Adjustment(
                        kind,
                        new StockItem(OWNER, STENT, lot("L1")),
                        List.of(),
                        quantity,
                        at,
                        to,
                        "叉车碰撞",
                        destroyed ? "李四" : null,
                        destroyed ? "XH-2026-1" : null),
                MUCH);
    }

    private static AdjustStock adjust(String id, Adjustment wanted, AdjustmentLimit limit) {
        return new AdjustStock(new AdjustmentId(id), wanted, limit, "zhang");
    }

    private static Adjustment pumpsOf(AdjustmentKind kind, Location at, String... serials) {
        return new Adjustment(
                kind,
                new StockItem(OWNER, PUMP, lot("P1")),
                Arrays.stream(serials).map(SerialNumber::new).toList(),
                serials.length,
                at,
                null,
                "盘点",
                null,
                null);
    }

    private static ApproveAdjustment approve(String id, String who) {
        return new ApproveAdjustment(new AdjustmentId(id), who, null);
    }

    private static Movement only(List<WarehouseEvent> events) {
        return events.getFirst().movements().getFirst();
    }

    @Test
    void damaged_goods_do_not_conform_where_they_lie_or_in_the_red_zone() {
        Given given = stocked();
        Movement here =
                only(given.when(adjusting, adjust("A", AdjustmentKind.DAMAGED, 2)).accepted());
        assertThat(here.to()).isEqualTo(Place.location(BIN_A));
        assertThat(here.toStatus()).isEqualTo(QualityStatus.NON_CONFORMING);
        Movement there =
                only(
                        given.when(
                                        adjusting,
                                        adjust("B", AdjustmentKind.DAMAGED, 3, BIN_A, REJECTS))
                                .accepted());
        assertThat(there.to()).isEqualTo(Place.location(REJECTS));
        given.when(adjusting, adjust("C", AdjustmentKind.DAMAGED, 1, BIN_A, BIN_B))
                .refused("wrong-location");
        given.when(adjusting, adjust("C", AdjustmentKind.DAMAGED, 6)).refused("insufficient-stock");
        given.when(
                        new MoveGoodsDecision(),
                        new MoveGoods(null, BIN_A, REJECTS, stents("L1", 2), TODAY))
                .accepted(GoodsMoved.class);
    }

    @Test
    void what_is_lost_is_somewhere_and_can_be_found_again() {
        Given given = stocked();
        Movement lost = only(given.when(adjusting, adjust("A", AdjustmentKind.LOST, 4)).accepted());
        assertThat(lost.to()).isEqualTo(Place.lost(W1));
        given.when(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 1)))
                .refused("unknown-order");
        given.when(adjusting, adjust("B", AdjustmentKind.FOUND, 5, BIN_B, null))
                .refused("not-lost");
        Movement found =
                only(
                        given.when(adjusting, adjust("B", AdjustmentKind.FOUND, 1, BIN_B, null))
                                .accepted());
        assertThat(found.toStatus()).isEqualTo(QualityStatus.QUALIFIED);
        assertThat(found.expiryDate()).isEqualTo(EXPIRY);
        Movement doubted =
                only(
                        given.when(adjusting, adjust("C", AdjustmentKind.FOUND, 1, BIN_B, RETURNS))
                                .accepted());
        assertThat(doubted.toStatus()).isEqualTo(QualityStatus.RETURNED);

        given.when(adjusting, adjust("D", pumpsOf(AdjustmentKind.LOST, BIN_A, "P-1"), MUCH))
                .accepted();
        given.when(adjusting, adjust("E", pumpsOf(AdjustmentKind.FOUND, BIN_B, "P-2"), MUCH))
                .refused("not-lost");
        given.when(adjusting, adjust("E", pumpsOf(AdjustmentKind.FOUND, BIN_B, "P-1"), MUCH))
                .accepted();
    }

    @Test
    void goods_are_destroyed_before_a_witness_and_with_a_certificate() {
        Given given = stocked();
        Adjustment unproven =
                new Adjustment(
                        AdjustmentKind.DESTROYED,
                        new StockItem(OWNER, STENT, lot("L1")),
                        List.of(),
                        1,
                        BIN_A,
                        null,
                        "过期",
                        "李四",
                        null);
        var missing =
                given.when(adjusting, adjust("A", unproven, MUCH))
                        .refused("evidence-missing", AdjustmentRejection.EvidenceMissing.class);
        assertThat(missing.missing()).containsExactly("certificate");
        Movement gone =
                only(given.when(adjusting, adjust("A", AdjustmentKind.DESTROYED, 1)).accepted());
        assertThat(gone.to()).isEqualTo(Place.destroyed(W1));
        given.when(adjusting, adjust("B", AdjustmentKind.DESTROYED, 1, BIN_A, REJECTS))
                .refused("target-not-taken");
    }

    @Test
    void goods_go_back_to_who_supplied_them_the_bad_ones_first() {
        Given given = stocked().and(adjusting, adjust("A", AdjustmentKind.DAMAGED, 2));
        var back =
                given.when(adjusting, adjust("B", AdjustmentKind.RETURNED_TO_SUPPLIER, 3))
                        .accepted(StockAdjusted.class);
        assertThat(back.movements())
                .extracting(Movement::to)
                .containsOnly(Place.supplier(SUPPLIER));
        assertThat(back.movements())
                .extracting(Movement::fromStatus, Movement::quantity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(QualityStatus.NON_CONFORMING, 2),
                        org.assertj.core.groups.Tuple.tuple(QualityStatus.QUALIFIED, 1));
    }

    @Test
    void what_waits_is_refused_or_taken_back_and_never_booked_then() {
        AdjustmentLimit little = new AdjustmentLimit(3, RiskClass.III, true);
        AdjustStock asked = adjust("A", adjust("A", AdjustmentKind.LOST, 4).wanted(), little);
        for (RefuseAdjustment refusal : List.of(refuse("zhang", false), refuse("li", true))) {
            Given given = stocked().and(adjusting, asked);
            given.when(refusing, refuse("wang", false)).refused("asked-by-other");
            given.when(
                            refusing,
                            new RefuseAdjustment(
                                    new AdjustmentId("A"),
                                    "r",
                                    "li",
                                    true,
                                    Set.of(new WarehouseId("W2"))))
                    .refused("unknown-adjustment");

            given.when(refusing, refusal).accepted(AdjustmentRefused.class);

            given.when(refusing, refusal).changesNothing();
            given.when(adjusting, asked).changesNothing();
            assertThat(given.when(approving, approve("A", "li")).refused("adjustment-refused"))
                    .isEqualTo(
                            new AdjustmentRejection.RefusedAlready(new AdjustmentId("A"), "数错了"));
        }
    }

    @Test
    void what_is_booked_is_not_refused() {
        Given given = stocked().and(adjusting, adjust("A", AdjustmentKind.LOST, 4));
        given.when(refusing, refuse("li", true)).refused("adjustment-booked");
        stocked().when(refusing, refuse("li", true)).refused("unknown-adjustment");
    }

    /// Nobody sends off what somebody said was dropped, while a second person thinks about it.
    @Test
    void pieces_that_wait_are_held_until_it_is_decided() {
        AdjustStock asked =
                adjust(
                        "A",
                        pumpsOf(AdjustmentKind.DAMAGED, BIN_A, "P-1", "P-2"),
                        new AdjustmentLimit(1, RiskClass.III, true));
        List<WarehouseEvent> waiting = stocked().when(adjusting, asked).accepted();
        assertThat(waiting)
                .filteredOn(StockHeld.class::isInstance)
                .extracting(event -> ((StockHeld) event).scope().serial())
                .containsExactly(new SerialNumber("P-1"), new SerialNumber("P-2"));
        assertThat(waiting.getLast()).isInstanceOf(AdjustmentRequested.class);
        stocked().and(adjusting, asked).when(adjusting, asked).changesNothing();

        for (List<WarehouseEvent> decided :
                List.of(
                        stocked()
                                .and(adjusting, asked)
                                .when(approving, approve("A", "li"))
                                .accepted(),
                        stocked()
                                .and(adjusting, asked)
                                .when(refusing, refuse("li", true))
                                .accepted())) {
            assertThat(decided).filteredOn(HoldReleased.class::isInstance).hasSize(2);
        }
        // one that the quality staff freed before is free
        Given freed =
                stocked()
                        .and(adjusting, asked)
                        .and(
                                new ReleaseHoldDecision(),
                                new ReleaseHold(((StockHeld) waiting.getFirst()).hold(), null));
        assertThat(freed.when(refusing, refuse("li", true)).accepted())
                .filteredOn(HoldReleased.class::isInstance)
                .hasSize(1);
    }

    private static RefuseAdjustment refuse(String who, boolean approver) {
        return new RefuseAdjustment(new AdjustmentId("A"), "数错了", who, approver, null);
    }

    @Test
    void a_refusal_says_how_many_are_promised() {
        Given given = allocated(ordered(stocked(), "SO-1", 7), "SO-1");
        assertThat(
                        given.when(adjusting, adjust("A", AdjustmentKind.LOST, 11))
                                .refused("insufficient-stock"))
                .isEqualTo(
                        new AdjustmentRejection.MoreThanIsThere(
                                STENT, lot("L1"), null, BIN_A, 11, 10, 7, 3));
        given.when(adjusting, adjust("A", AdjustmentKind.LOST, 10)).accepted();
    }

    @Test
    void relabelled_goods_stay_what_they_are() {
        Given given = allocated(ordered(stocked(), "SO-1", 10), "SO-1");
        var labelled =
                given.when(adjusting, adjust("A", AdjustmentKind.RELABELLED, 10))
                        .accepted(StockAdjusted.class);
        assertThat(labelled.movements()).isEmpty();
        given.when(adjusting, adjust("B", AdjustmentKind.RELABELLED, 11))
                .refused("insufficient-stock");
    }

    @Test
    void promises_that_cannot_be_kept_end_in_the_same_commit() {
        Given given = allocated(ordered(stocked(), "SO-1", 6), "SO-1");
        allocated(ordered(given, "SO-2", 4), "SO-2");

        List<WarehouseEvent> events =
                given.when(adjusting, adjust("A", AdjustmentKind.LOST, 5)).accepted();

        assertThat(events).hasSize(3);
        PromisesBroken later = (PromisesBroken) events.get(1);
        assertThat(later.order()).as("the last made first").isEqualTo(new OrderId("SO-2"));
        assertThat(later.released()).extracting(Allocation::quantity).containsExactly(4);
        PromisesBroken earlier = (PromisesBroken) events.get(2);
        assertThat(earlier.released()).extracting(Allocation::quantity).containsExactly(1);
        given.when(new AllocateOrderDecision(), allocate("SO-1")).changesNothing();
        stock(given, OWNER, "L1", EXPIRY, BIN_B, 3);
        var again =
                given.when(new AllocateOrderDecision(), allocate("SO-1"))
                        .accepted(OrderAllocated.class);
        assertThat(again.shortages()).isEmpty();
    }

    @Test
    void a_loss_that_leaves_enough_breaks_no_promise() {
        Given given = allocated(ordered(stocked(), "SO-1", 6), "SO-1");
        given.when(adjusting, adjust("A", AdjustmentKind.LOST, 4)).accepted(StockAdjusted.class);
        given.when(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 6))).accepted();
    }

    @Test
    void an_adjustment_is_booked_once() {
        Given given = stocked();
        given.when(adjusting, adjust("A", AdjustmentKind.LOST, 4)).accepted();
        given.when(adjusting, adjust("A", AdjustmentKind.LOST, 4)).changesNothing();
        Rejection other =
                given.when(adjusting, adjust("A", AdjustmentKind.LOST, 3))
                        .refused("document-exists");
        assertThat(other.kind()).isEqualTo(Rejection.Kind.CONFLICT);
    }

    @Test
    void above_the_limit_it_counts_once_a_second_person_approves() {
        Given given = allocated(ordered(stocked(), "SO-1", 10), "SO-1");
        for (AdjustmentLimit limit :
                List.of(
                        new AdjustmentLimit(3, RiskClass.III, true),
                        new AdjustmentLimit(10, RiskClass.II, true),
                        new AdjustmentLimit(10, RiskClass.III, false))) {
            stocked()
                    .when(
                            adjusting,
                            adjust("A", adjust("A", AdjustmentKind.LOST, 4).wanted(), limit))
                    .accepted(AdjustmentRequested.class);
        }
        AdjustmentLimit little = new AdjustmentLimit(3, RiskClass.III, true);
        AdjustStock asked = adjust("A", adjust("A", AdjustmentKind.LOST, 4).wanted(), little);
        given.and(adjusting, asked);
        given.when(adjusting, asked).changesNothing();
        given.when(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 7))).accepted();

        given.when(approving, approve("B", "li")).refused("unknown-adjustment");
        given.when(
                        approving,
                        new ApproveAdjustment(
                                new AdjustmentId("A"), "li", Set.of(new WarehouseId("W2"))))
                .refused("unknown-adjustment");
        given.when(approving, approve("A", "zhang")).refused("second-person-needed");
        given.when(approving, approve("A", "li")).refused("insufficient-stock");
        stock(given, OWNER, "L1", EXPIRY, BIN_B, 1)
                .and(
                        new MoveGoodsDecision(),
                        new MoveGoods(null, BIN_B, BIN_A, stents("L1", 1), TODAY));
        List<WarehouseEvent> booked = given.when(approving, approve("A", "li")).accepted();
        assertThat(((StockAdjusted) booked.getFirst()).approvedBy()).isEqualTo("li");
        assertThat(booked.getLast()).isInstanceOf(PromisesBroken.class);
        given.when(approving, approve("A", "wang")).changesNothing();
        given.when(adjusting, asked).changesNothing();
    }

    @Test
    void the_goods_are_named_exactly() {
        Given given = stocked();
        StockItem stents = new StockItem(OWNER, STENT, lot("L1"));
        given.when(
                        adjusting,
                        adjust(
                                "A",
                                new Adjustment(
                                        AdjustmentKind.LOST,
                                        new StockItem(OWNER, STENT, null),
                                        List.of(),
                                        1,
                                        BIN_A,
                                        null,
                                        "r",
                                        null,
                                        null),
                                MUCH))
                .refused("lot-needed");
        given.when(
                        adjusting,
                        adjust(
                                "A",
                                new Adjustment(
                                        AdjustmentKind.LOST,
                                        new StockItem(OWNER, PUMP, lot("P1")),
                                        List.of(),
                                        1,
                                        BIN_A,
                                        null,
                                        "r",
                                        null,
                                        null),
                                MUCH))
                .refused("serials-differ");
        given.when(
                        adjusting,
                        adjust(
                                "A",
                                new Adjustment(
                                        AdjustmentKind.LOST,
                                        stents,
                                        List.of(new SerialNumber("S")),
                                        1,
                                        BIN_A,
                                        null,
                                        "r",
                                        null,
                                        null),
                                MUCH))
                .refused("serials-differ");
        given.when(adjusting, adjust("A", pumpsOf(AdjustmentKind.LOST, BIN_B, "P-1"), MUCH))
                .refused("insufficient-stock");
        given.when(
                        adjusting,
                        adjust("A", AdjustmentKind.LOST, 1, Location.of("W1", "NOWHERE"), null))
                .refused("unknown-location");
        given.when(adjusting, adjust("A", AdjustmentKind.LOST, 1, DOCK, null))
                .refused("insufficient-stock");
        given.when(
                        adjusting,
                        adjust(
                                "A",
                                new Adjustment(
                                        AdjustmentKind.LOST,
                                        new StockItem(OTHER_OWNER, STENT, lot("L1")),
                                        List.of(),
                                        1,
                                        BIN_A,
                                        null,
                                        "r",
                                        null,
                                        null),
                                MUCH))
                .refused("insufficient-stock");
        var boxes =
                given.when(
                                adjusting,
                                adjust(
                                        "A",
                                        new Adjustment(
                                                AdjustmentKind.LOST,
                                                new StockItem(OWNER, STENT_BOX, lot("L1")),
                                                List.of(),
                                                1,
                                                BIN_A,
                                                null,
                                                "r",
                                                null,
                                                null),
                                        MUCH))
                        .accepted(StockAdjusted.class);
        assertThat(boxes.booked().quantity()).isEqualTo(10);
        assertThat(boxes.booked().item().di()).isEqualTo(STENT);
    }
}
