package io.lotline.core.inventory;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.SharedRejection.InsufficientStock;
import io.lotline.core.values.CountId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import org.junit.jupiter.api.Test;

class GoodsInBinsTest {
    private final PutAwayGoodsDecision putaway = new PutAwayGoodsDecision();
    private final MoveGoodsDecision moving = new MoveGoodsDecision();
    private final CountStockDecision counting = new CountStockDecision();

    /// 20 at the dock: 10 accepted, 4 not accepted, 6 waiting.
    private static Given atTheDock() {
        return Park.open()
                .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(STENT, 20)))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", stents("L1", 20)))
                .and(new InspectGoodsDecision(), accept("ASN-1", STENT, "L1", 10))
                .and(new InspectGoodsDecision(), refuse("ASN-1", STENT, "L1", 4));
    }

    private static Given inBinA() {
        return stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10);
    }

    private static MoveGoods move(Location from, Location to, ScannedGoods goods) {
        return new MoveGoods(null, from, to, goods, TODAY);
    }

    @Test
    void the_target_says_whether_accepted_or_refused_goods_are_put_away() {
        Given given = atTheDock();

        var accepted =
                given.when(putaway, putAway(BIN_A, stents("L1", 10))).accepted(GoodsPutAway.class);
        var refused =
                given.when(putaway, putAway(REJECTS, stents("L1", 4))).accepted(GoodsPutAway.class);

        assertThat(accepted.movement().toStatus()).isEqualTo(QualityStatus.QUALIFIED);
        assertThat(accepted.movement().to()).isEqualTo(Place.location(BIN_A));
        assertThat(refused.movement().toStatus()).isEqualTo(QualityStatus.NON_CONFORMING);
    }

    @Test
    void goods_that_wait_for_inspection_are_not_put_away() {
        var refused =
                atTheDock()
                        .when(putaway, putAway(BIN_A, stents("L1", 11)))
                        .refused("not-inspected", InventoryRejection.NotInspected.class);

        assertThat(refused.pending()).isEqualTo(6);
    }

    @Test
    void goods_go_to_the_zone_of_their_status() {
        Given given = atTheDock().and(new InspectGoodsDecision(), accept("ASN-1", STENT, "L1", 6));

        given.when(putaway, putAway(REJECTS, stents("L1", 5))).refused("wrong-location");
        given.when(putaway, putAway(STAGE, stents("L1", 5))).refused("wrong-location");
        given.when(putaway, putAway(BIN_A, stents("L1", 17)))
                .refused("insufficient-stock", InsufficientStock.class);
        given.when(putaway, putAway(BIN_A, stents("L2", 1))).refused("wrong-location");
        given.when(putaway, putAway(COLD, stents("L1", 1))).refused("wrong-location");
        given.when(putaway, putAway(SMALL, stents("L1", 6))).refused("location-full");
        given.when(putaway, putAway(Location.of("W1", "NOWHERE"), stents("L1", 1)))
                .refused("unknown-location");
        given.when(
                        putaway,
                        new PutAwayGoods(
                                new NoticeId("ASN-9"), DOCK, BIN_A, stents("L1", 1), TODAY))
                .refused("unknown-notice");
        given.when(putaway, new PutAwayGoods(null, BIN_A, BIN_B, stents("L1", 1), TODAY))
                .refused("wrong-location");
        given.when(
                        putaway,
                        putAway(BIN_A, boxes(new io.lotline.core.values.Di("UNKNOWN"), "L1", 1)))
                .refused("unknown-device");
    }

    @Test
    void stopped_goods_go_to_the_non_conforming_zone_only() {
        Given recalled = atTheDock().and(recall("RC-1", STENT, "L1"));
        recalled.when(putaway, putAway(BIN_A, stents("L1", 5))).refused("lot-under-recall");
        recalled.when(putaway, putAway(REJECTS, stents("L1", 5))).accepted(GoodsPutAway.class);

        atTheDock()
                .and(hold("H-1", scope(STENT, null)))
                .when(putaway, putAway(BIN_A, stents("L1", 5)))
                .refused("lot-on-hold");
        atTheDock()
                .and(hold("H-1", scope(STENT, null)), released("H-1", scope(STENT, null)))
                .when(putaway, putAway(BIN_A, stents("L1", 5)))
                .accepted(GoodsPutAway.class);
        atTheDock()
                .when(
                        putaway,
                        new PutAwayGoods(null, DOCK, BIN_A, stents("L1", 5), EXPIRY.plusDays(1)))
                .refused("lot-expired");
    }

    @Test
    void the_same_lot_of_several_owners_needs_a_notice_or_an_owner() {
        Given given =
                atTheDock()
                        .and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-2", OTHER_OWNER, line(STENT, 5)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-2", stents("L1", 5)))
                        .and(new InspectGoodsDecision(), accept("ASN-2", STENT, "L1", 5));

        given.when(putaway, putAway(BIN_A, stents("L1", 5))).refused("ambiguous-owner");
        given.when(moving, move(DOCK, BIN_A, stents("L1", 5))).refused("ambiguous-owner");
        given.when(
                        counting,
                        new CountStock(new CountId("C-1"), null, DOCK, stents("L1", 5), "zhang"))
                .refused("ambiguous-owner");
        var put =
                given.when(
                                putaway,
                                new PutAwayGoods(
                                        new NoticeId("ASN-2"), DOCK, BIN_A, stents("L1", 5), TODAY))
                        .accepted(GoodsPutAway.class);
        assertThat(put.movement().item().owner()).isEqualTo(OTHER_OWNER);
    }

    @Test
    void notice_and_owner_count_wherever_goods_are_taken_from_a_bin() {
        Given given =
                atTheDock()
                        .and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-2", OTHER_OWNER, line(STENT, 5)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-2", stents("L1", 5)))
                        .and(new InspectGoodsDecision(), accept("ASN-2", STENT, "L1", 5))
                        .and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-3", OTHER_OWNER, line(PUMP, 5)));
        for (EnterpriseId owner : java.util.List.of(OWNER, OTHER_OWNER)) {
            String own = owner.equals(OWNER) ? "ASN-1" : "ASN-2";
            for (String notice : java.util.Arrays.asList(null, own)) {
                NoticeId named = notice == null ? null : new NoticeId(notice);
                var put =
                        given.when(
                                        putaway,
                                        new PutAwayGoods(
                                                named, owner, DOCK, BIN_A, stents("L1", 1), TODAY))
                                .accepted(GoodsPutAway.class);
                assertThat(put.movement().item().owner()).isEqualTo(owner);
                for (EnterpriseId said : java.util.Arrays.asList(null, owner)) {
                    if (named != null || said != null) {
                        var moved =
                                given.when(
                                                moving,
                                                new MoveGoods(
                                                        named,
                                                        said,
                                                        DOCK,
                                                        BIN_A,
                                                        stents("L1", 1),
                                                        TODAY))
                                        .accepted(GoodsMoved.class);
                        assertThat(moved.movement().item().owner()).isEqualTo(owner);
                    }
                }
            }
        }
        for (String[] wrong :
                new String[][] {
                    {"ASN-1", OTHER_OWNER.value(), "owner-not-of-notice"},
                    {"ASN-3", null, "not-on-notice"},
                    {"ASN-9", null, "unknown-notice"},
                    {null, "nobody", "unknown-enterprise"},
                }) {
            NoticeId named = wrong[0] == null ? null : new NoticeId(wrong[0]);
            EnterpriseId owner = wrong[1] == null ? null : new EnterpriseId(wrong[1]);
            given.when(putaway, new PutAwayGoods(named, owner, DOCK, BIN_A, stents("L1", 1), TODAY))
                    .refused(wrong[2]);
            given.when(moving, new MoveGoods(named, owner, DOCK, BIN_A, stents("L1", 1), TODAY))
                    .refused(wrong[2]);
        }
    }

    @Test
    void a_piece_with_a_serial_number_moves_from_where_it_is() {
        Given given = pumps(Park.open(), BIN_A, "S1", "S2");

        given.when(moving, move(BIN_B, STAGE, pump("S1"))).refused("wrong-location");
        given.when(moving, move(BIN_A, BIN_B, pump("S1"))).accepted(GoodsMoved.class);
        given.when(moving, move(BIN_A, BIN_B, pump("S1"))).refused("wrong-location");
    }

    @Test
    void goods_move_between_zones_of_their_status() {
        Given given = inBinA();

        given.when(moving, move(BIN_A, STAGE, stents("L1", 3))).accepted(GoodsMoved.class);
        given.when(moving, move(BIN_A, REJECTS, stents("L1", 3))).refused("wrong-location");
        given.when(moving, move(BIN_A, BIN_A, stents("L1", 3))).refused("wrong-location");
        given.when(moving, move(BIN_A, COLD, stents("L1", 3))).refused("wrong-location");
        given.when(moving, move(BIN_A, SMALL, stents("L1", 6))).refused("location-full");
        given.when(moving, move(BIN_A, BIN_B, stents("L1", 8))).refused("insufficient-stock");
        given.when(moving, move(BIN_A, Location.of("W1", "NOWHERE"), stents("L1", 8)))
                .refused("unknown-location");
    }

    @Test
    void promised_goods_are_not_moved_away() {
        Given given = allocated(ordered(inBinA(), "SO-1", 7), "SO-1");

        var refused =
                given.when(moving, move(BIN_A, BIN_B, stents("L1", 4)))
                        .refused("insufficient-stock", InsufficientStock.class);

        assertThat(refused.promised()).isEqualTo(7);
        assertThat(refused.available()).isEqualTo(3);
        given.when(moving, move(BIN_A, BIN_B, stents("L1", 3))).accepted(GoodsMoved.class);
    }

    @Test
    void stopped_goods_are_set_apart_even_if_promised_and_come_back_when_free() {
        Given given =
                allocated(ordered(inBinA(), "SO-1", 10), "SO-1")
                        .and(hold("H-1", scope(STENT, "L1")));

        given.when(moving, move(BIN_A, BIN_B, stents("L1", 10))).refused("lot-on-hold");
        given.when(moving, move(BIN_A, REJECTS, stents("L1", 10))).accepted(GoodsMoved.class);
        given.and(released("H-1", scope(STENT, "L1")))
                .when(moving, move(REJECTS, BIN_A, stents("L1", 10)))
                .accepted(GoodsMoved.class);
    }

    @Test
    void a_count_stands_beside_what_is_booked() {
        Given given = inBinA();

        var counted =
                given.when(
                                counting,
                                new CountStock(
                                        new CountId("C-1"), null, BIN_A, stents("L1", 9), "zhang"))
                        .accepted(StockCounted.class);
        assertThat(counted.counted()).isEqualTo(9);
        assertThat(counted.booked()).isEqualTo(10);

        given.when(
                        counting,
                        new CountStock(new CountId("C-1"), null, BIN_B, stents("L1", 1), "zhang"))
                .refused("unknown-owner");
        EnterpriseId found = OTHER_OWNER;
        assertThat(
                        given.when(
                                        counting,
                                        new CountStock(
                                                new CountId("C-1"),
                                                found,
                                                BIN_B,
                                                stents("L1", 1),
                                                "zhang"))
                                .accepted(StockCounted.class)
                                .booked())
                .isZero();
        given.when(
                        counting,
                        new CountStock(
                                new CountId("C-1"),
                                null,
                                Location.of("W1", "NOWHERE"),
                                stents("L1", 1),
                                "zhang"))
                .refused("unknown-location");
    }

    @Test
    void an_empty_bin_is_a_count_too_and_nothing_else_takes_no_goods() {
        ScannedGoods none =
                new ScannedGoods(
                        STENT, stents("L1", 1).readings(), 0, null, stents("L1", 1).scan(), TODAY);

        var counted =
                inBinA().when(
                                counting,
                                new CountStock(new CountId("C-1"), null, BIN_A, none, "zhang"))
                        .accepted(StockCounted.class);
        assertThat(counted.counted()).isZero();
        assertThat(counted.booked()).isEqualTo(10);
        inBinA().when(moving, move(BIN_A, BIN_B, none)).refused("no-quantity");

        ScannedGoods pump = pump("S1");
        var missing =
                pumps(Park.open(), BIN_A, "S1")
                        .when(
                                counting,
                                new CountStock(
                                        new CountId("C-1"),
                                        null,
                                        BIN_A,
                                        new ScannedGoods(
                                                PUMP, pump.readings(), 0, null, pump.scan(), TODAY),
                                        "zhang"))
                        .accepted(StockCounted.class);
        assertThat(missing.counted()).isZero();
        assertThat(missing.booked()).isEqualTo(1);
    }

    @Test
    void a_piece_with_a_serial_number_is_counted_where_it_is() {
        Given given = pumps(Park.open(), BIN_A, "S1", "S2");

        var counted =
                given.when(
                                counting,
                                new CountStock(
                                        new CountId("C-1"), null, BIN_A, pump("S1"), "zhang"))
                        .accepted(StockCounted.class);

        assertThat(counted.booked()).isEqualTo(1);
        given.when(counting, new CountStock(new CountId("C-2"), null, BIN_B, pump("S1"), "zhang"))
                .refused("unknown-owner");
    }

    @Test
    void pieces_of_one_lot_are_put_away_beside_each_other() {
        Given given =
                Park.open()
                        .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(PUMP, 2)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("S1")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("S2")))
                        .and(new InspectGoodsDecision(), accept("ASN-1", "S1", "S2"));
        Criteria first = given.boundary(putaway, putAway(BIN_A, pump("S1")));
        Criteria second = given.boundary(putaway, putAway(BIN_A, pump("S2")));

        var put = given.when(putaway, putAway(BIN_A, pump("S1"))).accepted(GoodsPutAway.class);

        String name = EventCatalogue.nameOf(GoodsPutAway.class);
        assertThat(first.matches(put.tags(), name)).isTrue();
        assertThat(second.matches(put.tags(), name)).isFalse();
    }
}
