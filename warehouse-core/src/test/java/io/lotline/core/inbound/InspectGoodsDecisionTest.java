package io.lotline.core.inbound;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import org.junit.jupiter.api.Test;

class InspectGoodsDecisionTest {
    private static final Location DOCK_2 = Location.of("W1", "DOCK-2");

    private final InspectGoodsDecision inspection = new InspectGoodsDecision();

    private static Given received(int quantity) {
        return Park.open()
                .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(STENT, 50)))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", stents("L1", quantity)));
    }

    @Test
    void goods_change_their_status_where_they_lie() {
        Given given = received(20);

        var accepted =
                given.when(inspection, accept("ASN-1", STENT, "L1", 15))
                        .accepted(GoodsInspected.class);
        var refused =
                given.when(inspection, refuse("ASN-1", STENT, "L1", 5))
                        .accepted(GoodsInspected.class);

        assertThat(accepted.movements())
                .singleElement()
                .satisfies(
                        movement -> {
                            assertThat(movement.from()).isEqualTo(movement.to());
                            assertThat(movement.toStatus()).isEqualTo(QualityStatus.QUALIFIED);
                        });
        assertThat(refused.movements().getFirst().toStatus())
                .isEqualTo(QualityStatus.NON_CONFORMING);
        given.when(inspection, accept("ASN-1", STENT, "L1", 1)).refused("nothing-to-inspect");
    }

    @Test
    void only_what_waits_under_the_notice_is_inspected() {
        Given given = received(20);
        given.and(new FileInboundNoticeDecision(), notice("ASN-2", OTHER_OWNER, line(STENT, 50)))
                .and(new ReceiveGoodsDecision(), receive("ASN-2", stents("L1", 30)))
                .and(new FileInboundNoticeDecision(), notice("ASN-3", OWNER, line(STENT, 9)))
                .and(new ReceiveGoodsDecision(), receive("ASN-3", stents("L1", 9)));

        var over =
                given.when(inspection, accept("ASN-1", STENT, "L1", 21))
                        .refused("over-inspection", InboundRejection.OverInspection.class);
        assertThat(over.waiting()).isEqualTo(20);
        given.when(inspection, accept("ASN-1", STENT, "L2", 1)).refused("nothing-to-inspect");
        given.when(inspection, accept("ASN-9", STENT, "L1", 1)).refused("unknown-notice");
    }

    @Test
    void pieces_with_serial_numbers_are_concluded_upon_in_the_order_of_receipt() {
        Given given =
                Park.open()
                        .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(PUMP, 9)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("Z")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("A")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("M")));

        var inspected =
                given.when(inspection, accept("ASN-1", PUMP, "P1", 2))
                        .accepted(GoodsInspected.class);

        assertThat(inspected.movements())
                .extracting(movement -> movement.serial())
                .containsExactly(new SerialNumber("Z"), new SerialNumber("A"));
    }

    @Test
    void a_piece_that_is_moved_while_it_waits_keeps_its_turn() {
        Given given =
                Park.open()
                        .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(PUMP, 9)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("Z")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("A")))
                        .and(moved("Z", DOCK, DOCK_2));

        var inspected =
                given.when(inspection, accept("ASN-1", PUMP, "P1", 1))
                        .accepted(GoodsInspected.class);

        assertThat(inspected.movements().getFirst().serial()).isEqualTo(new SerialNumber("Z"));
        assertThat(inspected.movements().getFirst().from()).isEqualTo(Place.location(DOCK_2));
    }

    @Test
    void pieces_that_came_back_follow_those_that_wait_in_the_order_of_their_receipt() {
        Given given =
                Park.open()
                        .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(PUMP, 9)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("Z")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("M")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("B")))
                        .and(inspection, accept("ASN-1", PUMP, "P1", 2))
                        .and(returned("M"), returned("Z"), returned("STRANGER"));

        var inspected =
                given.when(inspection, accept("ASN-1", PUMP, "P1", 3))
                        .accepted(GoodsInspected.class);

        assertThat(inspected.movements())
                .extracting(movement -> movement.serial())
                .containsExactly(
                        new SerialNumber("B"), new SerialNumber("Z"), new SerialNumber("M"));
        given.when(inspection, accept("ASN-1", PUMP, "P1", 1)).refused("nothing-to-inspect");
    }

    @Test
    void putting_away_what_was_inspected_never_meets_the_inspection_of_the_rest() {
        Given given = received(20).and(inspection, accept("ASN-1", STENT, "L1", 10));
        Criteria boundary = given.boundary(inspection, accept("ASN-1", STENT, "L1", 10));

        var put =
                given.when(new PutAwayGoodsDecision(), putAway(BIN_A, stents("L1", 10)))
                        .accepted(GoodsPutAway.class);

        assertThat(boundary.matches(put.tags(), EventCatalogue.nameOf(GoodsPutAway.class)))
                .isFalse();
        assertThat(boundary.matches(put.tags(), EventCatalogue.nameOf(GoodsReceived.class)))
                .isTrue();
    }

    private static GoodsMoved moved(String serial, Location from, Location to) {
        return new GoodsMoved(
                piece(
                        serial,
                        Place.location(from),
                        Place.location(to),
                        QualityStatus.PENDING_INSPECTION),
                scan(serial));
    }

    private static GoodsReturned returned(String serial) {
        return new GoodsReturned(
                new OrderId("SO-1"),
                new LineId("1"),
                piece(
                        serial,
                        Place.consignee(HOSPITAL),
                        Place.location(RETURNS),
                        QualityStatus.RETURNED),
                scan(serial));
    }

    private static Movement piece(String serial, Place from, Place to, QualityStatus status) {
        return Movement.of(
                new StockItem(OWNER, PUMP, lot("P1")),
                new SerialNumber(serial),
                null,
                1,
                from,
                to,
                status);
    }
}
