package io.lotline.core.inbound;

import static io.lotline.core.rules.Park.*;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.STENT_BOX;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.inspect;
import static io.lotline.core.rules.Park.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import io.lotline.core.rules.SharedRejection.UnknownLocation;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Zone;
import java.util.List;
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
        given.when(inspection, accept("ASN-1", STENT, "L2", 1)).refused("unknown-lot");
        given.when(inspection, accept("ASN-9", STENT, "L1", 1)).refused("unknown-notice");
    }

    @Test
    void pieces_with_serial_numbers_are_concluded_upon_by_these() {
        Given given = pumps().and(moved("Z", DOCK, DOCK_2));

        var inspected =
                given.when(inspection, accept("ASN-1", "M", "Z")).accepted(GoodsInspected.class);

        assertThat(inspected.movements())
                .extracting(movement -> movement.serial(), movement -> movement.from())
                .containsExactly(
                        tuple(new SerialNumber("M"), Place.location(DOCK)),
                        tuple(new SerialNumber("Z"), Place.location(DOCK_2)));
        given.when(inspection, accept("ASN-1", "A")).accepted(GoodsInspected.class);
    }

    @Test
    void a_bare_quantity_of_pieces_with_serial_numbers_is_refused_with_what_is_missing() {
        assertThat(
                        pumps().when(inspection, accept("ASN-1", PUMP, "P1", 2))
                                .refused("incomplete-item", InboundRejection.NotNamed.class)
                                .missing())
                .containsExactly("serials");
    }

    @Test
    void a_piece_that_does_not_wait_is_named_with_what_is_known_of_it() {
        Given given = pumps().and(inspection, accept("ASN-1", "A"));
        given.and(new FileInboundNoticeDecision(), notice("ASN-2", OWNER, line(PUMP, 1)))
                .and(new ReceiveGoodsDecision(), receive("ASN-2", pump("OTHER")));

        var refused =
                given.when(inspection, accept("ASN-1", "A", "M", "NOBODY", "OTHER"))
                        .refused("serials-not-waiting", InboundRejection.SerialsNotWaiting.class);

        assertThat(refused.count()).isEqualTo(3);
        assertThat(refused.pieces())
                .extracting(Object::toString)
                .containsExactly(
                        "A is QUALIFIED in location DOCK-1",
                        "NOBODY never came in",
                        "OTHER came in under another notice");
        given.when(inspection, accept("ASN-1", "M")).accepted(GoodsInspected.class);
    }

    @Test
    void pieces_that_came_back_are_concluded_upon_where_they_lie() {
        Given given =
                pumps().and(inspection, accept("ASN-1", "M", "Z"))
                        .and(returned("M"), returned("Z"), returned("STRANGER"));

        var inspected = given.when(inspection, accept("ASN-1", "Z")).accepted(GoodsInspected.class);

        assertThat(inspected.movements().getFirst().from()).isEqualTo(Place.location(RETURNS));
        given.when(inspection, accept("ASN-1", "STRANGER")).refused("serials-not-waiting");
    }

    @Test
    void of_two_batches_in_two_places_it_is_said_which_is_meant() {
        Given given =
                received(20).and(moved(5, DOCK, DOCK_2)).and(location(DOCK_2, Zone.QUARANTINE));

        var unclear =
                given.when(inspection, accept("ASN-1", STENT, "L1", 5))
                        .refused("ambiguous-goods", InboundRejection.AmbiguousGoods.class);
        assertThat(unclear.choices())
                .extracting(choice -> choice.location().value(), choice -> choice.quantity())
                .containsExactly(tuple("DOCK-1", 15), tuple("DOCK-2", 5));

        var inspected =
                given.when(inspection, inspect("ASN-1", STENT, "L1", at(DOCK_2), 5))
                        .accepted(GoodsInspected.class);
        assertThat(inspected.movements())
                .extracting(m -> m.from())
                .containsExactly(Place.location(DOCK_2));
        var nothing =
                given.when(inspection, inspect("ASN-1", STENT, "L1", at(DOCK_2), 1))
                        .refused("nothing-to-inspect", InboundRejection.NothingToInspect.class);
        assertThat(nothing.choices()).hasSize(1);
        given.when(inspection, inspect("ASN-1", STENT, "L1", at(Location.of("W1", "Dock-2")), 1))
                .refused("unknown-location", UnknownLocation.class);
    }

    @Test
    void all_that_waits_is_meant_where_all_of_it_is_named() {
        Given given = received(20).and(moved(5, DOCK, DOCK_2));

        assertThat(
                        given.when(inspection, accept("ASN-1", STENT, "L1", 20))
                                .accepted(GoodsInspected.class)
                                .movements())
                .hasSize(2);
    }

    @Test
    void goods_of_another_notice_in_another_place_are_not_meant() {
        Given given = received(20);
        given.and(location(DOCK_2, Zone.QUARANTINE))
                .and(new FileInboundNoticeDecision(), notice("ASN-2", OWNER, line(STENT, 7)))
                .and(
                        new ReceiveGoodsDecision(),
                        new ReceiveGoods(new NoticeId("ASN-2"), DOCK_2, stents("L1", 7), TODAY));

        var inspected =
                given.when(inspection, accept("ASN-2", STENT, "L1", 3))
                        .accepted(GoodsInspected.class);

        assertThat(inspected.movements())
                .extracting(m -> m.from())
                .containsExactly(Place.location(DOCK_2));
        given.when(inspection, inspect("ASN-1", STENT, "L1", at(DOCK_2), 1))
                .refused("nothing-to-inspect");
    }

    @Test
    void what_came_back_is_told_from_what_waits_in_the_same_place() {
        Given given = received(20).and(cameBack(4, DOCK));

        var unclear =
                given.when(inspection, accept("ASN-1", STENT, "L1", 4))
                        .refused("ambiguous-goods", InboundRejection.AmbiguousGoods.class);
        assertThat(unclear.choices())
                .extracting(InboundRejection.Choice::status)
                .containsExactlyInAnyOrder(
                        QualityStatus.PENDING_INSPECTION, QualityStatus.RETURNED);
        var inspected =
                given.when(
                                inspection,
                                inspect(
                                        "ASN-1",
                                        STENT,
                                        "L1",
                                        new InspectGoods.Where(null, QualityStatus.RETURNED, null),
                                        4))
                        .accepted(GoodsInspected.class);
        assertThat(inspected.movements().getFirst().fromStatus()).isEqualTo(QualityStatus.RETURNED);
    }

    @Test
    void a_cartons_identifier_counts_its_pieces() {
        var inspected =
                received(20)
                        .when(inspection, accept("ASN-1", STENT_BOX, "L1", 2))
                        .accepted(GoodsInspected.class);

        assertThat(inspected.item().di()).isEqualTo(STENT);
        assertThat(inspected.quantity()).isEqualTo(20);
    }

    @Test
    void a_lot_that_only_looks_like_a_known_one_is_refused_and_the_known_one_named() {
        for (String lot : List.of("l1", "L１", "L1\u200b", "L1 ")) {
            assertThat(
                            received(20)
                                    .when(inspection, accept("ASN-1", STENT, lot, 2))
                                    .refusedAny()
                                    .message())
                    .contains("\nMaybe")
                    .contains("L1")
                    .endsWith("is meant.");
        }
    }

    private static Given pumps() {
        return Park.open()
                .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(PUMP, 9)))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("Z")))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("A")))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("M")));
    }

    private static InspectGoods.Where at(Location location) {
        return new InspectGoods.Where(location.id(), null, null);
    }

    private static GoodsMoved moved(int quantity, Location from, Location to) {
        return new GoodsMoved(
                Movement.of(
                        new StockItem(OWNER, STENT, lot("L1")),
                        null,
                        EXPIRY,
                        quantity,
                        Place.location(from),
                        Place.location(to),
                        QualityStatus.PENDING_INSPECTION),
                scan("moved"));
    }

    private static GoodsReturned cameBack(int quantity, Location to) {
        return new GoodsReturned(
                new OrderId("SO-1"),
                new LineId("1"),
                new Movement(
                        new StockItem(OWNER, STENT, lot("L1")),
                        null,
                        EXPIRY,
                        quantity,
                        Place.consignee(HOSPITAL),
                        Place.location(to),
                        QualityStatus.QUALIFIED,
                        QualityStatus.RETURNED),
                scan("back"));
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
