package io.lotline.core.correction;

import static io.lotline.core.correction.Corrections.*;
import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.correction.CorrectEvent.By;
import io.lotline.core.correction.CorrectionRejection.CorrectionHasDependants;
import io.lotline.core.correction.CorrectionRejection.FieldNotOfEvent;
import io.lotline.core.decision.Rejection;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Instead;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.AdjustStock;
import io.lotline.core.inventory.AdjustStockDecision;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.CountStockDecision;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.inventory.HoldStockDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.CountId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was recorded by mistake has a way back that rewrites nothing: each kind of step, each field
/// of it, and whatever stands in the way.
class CorrectEventTest {
    private static final CorrectEventDecision CORRECT = new CorrectEventDecision();

    private static Given noticed() {
        return Park.open()
                .and(
                        new FileInboundNoticeDecision(),
                        Park.notice("N1", OWNER, line(STENT, 100), line(PUMP, 5)))
                .and(new FileInboundNoticeDecision(), Park.notice("N2", OWNER, line(STENT, 100)));
    }

    private static Given received(int quantity) {
        return noticed().and(new ReceiveGoodsDecision(), receive("N1", stents("L1", quantity)));
    }

    private static Given inspected(int quantity) {
        return received(quantity)
                .and(new InspectGoodsDecision(), accept("N1", STENT, "L1", quantity));
    }

    private static Given stored(int quantity) {
        return inspected(quantity)
                .and(new PutAwayGoodsDecision(), putAway(BIN_A, stents("L1", quantity)));
    }

    private static long last(Given given) {
        return given.history().size();
    }

    private static List<WarehouseEvent> corrected(Given given, long position, Instead instead) {
        return given.when(CORRECT, correct("C-" + last(given), given, position, instead))
                .accepted();
    }

    private static <R extends Rejection> R refused(
            Given given, long position, Instead instead, String problem, Class<R> as) {
        return given.when(CORRECT, correct("C-" + last(given), given, position, instead))
                .refused(problem, as);
    }

    private static int lying(Given given, Location where, QualityStatus status) {
        return lying(given, "L1", where, status);
    }

    private static int lying(Given given, String lot, Location where, QualityStatus status) {
        return stock(given)
                .sum(
                        cell ->
                                cell.place().equals(Place.location(where))
                                        && cell.status() == status
                                        && Park.lot(lot).equals(cell.item().lot()));
    }

    private static StockBook stock(Given given) {
        StockBook book = StockBook.EMPTY;
        for (WarehouseEvent event : given.history()) {
            book =
                    book.after(
                            event.movements(),
                            (Cell cell) -> cell.place().kind() != Place.Kind.SUPPLIER);
        }
        return book;
    }

    @Test
    void a_receipt_of_too_many_was_of_fewer_and_its_notice_is_open_for_the_others() {
        Given given = received(100);
        List<WarehouseEvent> events = corrected(given, last(given), quantity(10));
        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOf(GoodsReceived.class);
        assertThat(((EventCorrected) events.getLast()).replacementsAt(20)).containsExactly(19L);
        assertThat(lying(given, DOCK, QualityStatus.PENDING_INSPECTION)).isEqualTo(10);
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", 91)))
                .refused("over-receipt");
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", 90))).accepted();
    }

    @Test
    void what_was_used_already_may_be_made_good_by_what_should_have_been() {
        Given given = received(100);
        long wrong = last(given);
        given.and(new InspectGoodsDecision(), accept("N1", STENT, "L1", 10))
                .and(new PutAwayGoodsDecision(), putAway(BIN_A, stents("L1", 10)));
        CorrectionHasDependants has =
                refused(
                        given,
                        wrong,
                        quantity(9),
                        "correction-has-dependants",
                        CorrectionHasDependants.class);
        assertThat(has.dependants()).extracting(Dependant::event).containsExactly("GoodsInspected");
        assertThat(has.left()).isFalse();
        corrected(given, wrong, quantity(10));
        assertThat(lying(given, DOCK, QualityStatus.PENDING_INSPECTION)).isZero();
        assertThat(lying(given, BIN_A, QualityStatus.QUALIFIED)).isEqualTo(10);
    }

    @Test
    void a_receipt_that_never_happened_is_none_and_its_lot_is_unknown_again() {
        Given given = received(10);
        corrected(given, last(given), NEVER);
        assertThat(stock(given).cells()).isEmpty();
        given.when(
                        new HoldStockDecision(),
                        new HoldStock(new HoldId("H1"), scope(STENT, "L1"), "封存", false))
                .refused("unknown-lot");
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", 100))).accepted();
    }

    @Test
    void a_wrong_lot_was_another_and_a_wrong_first_date_another_date() {
        LocalDate right = EXPIRY.plusYears(1);
        Given given = received(10);
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", right, 5)))
                .refused("expiry-conflict");
        corrected(given, last(given), expiry(right));
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", right, 5))).accepted();
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", EXPIRY, 5)))
                .refused("expiry-conflict");
        corrected(given, last(given), ofLot("L2"));
        assertThat(lying(given, DOCK, QualityStatus.PENDING_INSPECTION)).isEqualTo(10);
        assertThat(lying(given, "L2", DOCK, QualityStatus.PENDING_INSPECTION)).isEqualTo(5);
    }

    /// Two receipts tell the wrong date: neither becomes right alone, but both can be undone.
    @Test
    void one_truth_of_a_lot_holds_for_what_should_have_been_too() {
        LocalDate right = EXPIRY.plusYears(1);
        Given given = received(10).and(new ReceiveGoodsDecision(), receive("N1", stents("L1", 5)));
        long second = last(given);
        refused(given, second, expiry(right), "expiry-conflict", Rejection.class);
        corrected(given, second, NEVER);
        corrected(given, second - 1, expiry(right));
        given.when(new ReceiveGoodsDecision(), receive("N1", stents("L1", right, 5))).accepted();
    }

    @Test
    void a_receipt_was_under_another_notice_put_down_elsewhere_or_of_boxes() {
        Given given = received(10);
        corrected(given, last(given), Corrections.notice("N2"));
        given.when(new InspectGoodsDecision(), accept("N1", STENT, "L1", 10)).refusedAny();
        given.when(new InspectGoodsDecision(), accept("N2", STENT, "L1", 10)).accepted();
        given = received(10);
        corrected(given, last(given), di(STENT_BOX));
        assertThat(lying(given, DOCK, QualityStatus.PENDING_INSPECTION)).isEqualTo(100);
        given = received(10);
        refused(given, last(given), location("A-01"), "wrong-location", Rejection.class);
        refused(given, last(given), location("NOWHERE"), "unknown-location", Rejection.class);
        refused(given, last(given), quantity(101), "over-receipt", Rejection.class);
        refused(given, last(given), Corrections.notice("N9"), "unknown-notice", Rejection.class);
    }

    @Test
    void a_piece_was_another_piece_and_the_wrong_one_may_come_another_time() {
        Given given = noticed().and(new ReceiveGoodsDecision(), receive("N1", pump("S1")));
        corrected(given, last(given), serial("S2"));
        given.when(new ReceiveGoodsDecision(), receive("N1", pump("S2")))
                .refused("serial-already-in-stock");
        given.when(new ReceiveGoodsDecision(), receive("N1", pump("S1"))).accepted();
        refused(given, last(given), serial("S2"), "serial-already-in-stock", Rejection.class);
        given.when(new InspectGoodsDecision(), accept("N1", "S1", "S2")).accepted();
    }

    @Test
    void an_inspection_concluded_otherwise_or_about_other_pieces() {
        Given given = inspected(10);
        List<WarehouseEvent> events =
                corrected(given, last(given), conclusion(Conclusion.NON_CONFORMING));
        assertThat(((GoodsInspected) events.getLast()).happenedAt()).isEqualTo(RECORDED);
        assertThat(lying(given, DOCK, QualityStatus.NON_CONFORMING)).isEqualTo(10);
        given = inspected(10);
        corrected(given, last(given), quantity(7));
        assertThat(lying(given, DOCK, QualityStatus.QUALIFIED)).isEqualTo(7);
        assertThat(lying(given, DOCK, QualityStatus.PENDING_INSPECTION)).isEqualTo(3);
        given.when(new InspectGoodsDecision(), accept("N1", STENT, "L1", 3)).accepted();
        Given pumps =
                noticed()
                        .and(new ReceiveGoodsDecision(), receive("N1", pump("S1")))
                        .and(new ReceiveGoodsDecision(), receive("N1", pump("S2")))
                        .and(new InspectGoodsDecision(), accept("N1", "S1"));
        corrected(pumps, last(pumps), serials("S2"));
        pumps.when(new PutAwayGoodsDecision(), putAway(BIN_A, pump("S1"))).refused("not-inspected");
        pumps.when(new PutAwayGoodsDecision(), putAway(BIN_A, pump("S2"))).accepted();
    }

    @Test
    void a_putaway_and_a_move_went_elsewhere_or_did_not_happen() {
        Given given = stored(10);
        corrected(given, last(given), toLocation("B-01"));
        assertThat(lying(given, BIN_A, QualityStatus.QUALIFIED)).isZero();
        assertThat(lying(given, BIN_B, QualityStatus.QUALIFIED)).isEqualTo(10);
        given.and(
                new MoveGoodsDecision(), new MoveGoods(null, BIN_B, BIN_A, stents("L1", 4), TODAY));
        refused(given, last(given), toLocation("SMALL-9"), "unknown-location", Rejection.class);
        refused(given, last(given), toLocation("X-01"), "wrong-location", Rejection.class);
        corrected(given, last(given), quantity(3));
        assertThat(lying(given, BIN_B, QualityStatus.QUALIFIED)).isEqualTo(7);
        given.and(
                new MoveGoodsDecision(), new MoveGoods(null, BIN_B, STAGE, stents("L1", 2), TODAY));
        corrected(given, last(given), NEVER);
        assertThat(lying(given, STAGE, QualityStatus.QUALIFIED)).isZero();
        assertThat(lying(given, BIN_B, QualityStatus.QUALIFIED)).isEqualTo(7);
    }

    @Test
    void a_pick_was_of_another_bin_or_fewer_and_its_promise_is_a_promise_again() {
        Given given = ordered(stored(10), "SO-1", 6);
        Park.stock(given, OWNER, "L2", EXPIRY.plusDays(9), BIN_B, 10);
        allocated(given, "SO-1");
        given.and(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 6)));
        long wrong = last(given);
        corrected(given, wrong, quantity(2));
        assertThat(lying(given, BIN_A, QualityStatus.QUALIFIED)).isEqualTo(8);
        // four are still promised, so four are not free
        given.when(
                        new MoveGoodsDecision(),
                        new MoveGoods(null, BIN_A, STAGE, stents("L1", 5), TODAY))
                .refused("insufficient-stock");
        given.and(new PickItemDecision(), pick("SO-1", BIN_B, stents("L2", EXPIRY.plusDays(9), 4)));
        corrected(given, last(given), NEVER);
        given.when(
                        new MoveGoodsDecision(),
                        new MoveGoods(null, BIN_A, STAGE, stents("L1", 5), TODAY))
                .refused("insufficient-stock");
        given.and(new PickItemDecision(), pick("SO-1", BIN_B, stents("L2", EXPIRY.plusDays(9), 4)));
        refused(given, last(given), quantity(5), "over-pick", Rejection.class);
        refused(given, last(given), order("SO-9"), "unknown-order", Rejection.class);
    }

    @Test
    void a_count_was_of_another_quantity_and_may_have_been_of_none() {
        Given given = stored(10);
        given.and(
                new CountStockDecision(),
                new CountStock(new CountId("K1"), OWNER, BIN_A, stents("L1", 9), "scanner"));
        List<WarehouseEvent> events = corrected(given, last(given), quantity(0));
        assertThat(((StockCounted) events.getLast()).counted()).isZero();
        assertThat(lying(given, BIN_A, QualityStatus.QUALIFIED)).isEqualTo(10);
    }

    @Test
    void what_depends_on_it_is_named_until_it_is_undone_itself_the_last_first() {
        Given given = stored(10);
        long putAway = last(given);
        long inspection = putAway - 1;
        long receipt = inspection - 1;
        for (long position : List.of(receipt, inspection)) {
            assertThat(dependants(given, position)).containsExactly(position + 1);
        }
        ordered(given, "SO-1", 6);
        allocated(given, "SO-1");
        assertThat(dependants(given, putAway)).containsExactly(last(given));
        assertThat(given.history().getLast()).isInstanceOf(OrderAllocated.class);
        given.and(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 6)));
        long pick = last(given);
        assertThat(dependants(given, putAway)).contains(pick);
        given.and(new CheckItemDecision(), check("SO-1", stents("L1", 6)));
        assertThat(dependants(given, pick)).containsExactly(pick + 1);
        planned(given, "SH-1", "SO-1");
        given.and(
                new LoadItemDecision(),
                new LoadItem(new ShipmentId("SH-1"), W1, stents("L1", 6), TODAY));
        given.and(
                new DispatchShipmentDecision(),
                new DispatchShipment(new ShipmentId("SH-1"), List.of(), null, TODAY));
        for (long position : List.of(receipt, inspection, putAway, pick)) {
            CorrectionHasDependants has =
                    refused(
                            given,
                            position,
                            NEVER,
                            "correction-has-dependants",
                            CorrectionHasDependants.class);
            assertThat(has.left()).isTrue();
            assertThat(has.message()).contains("recall");
        }
    }

    @Test
    void undone_from_the_end_everything_comes_back_to_nothing() {
        Given given = ordered(stored(10), "SO-1", 6);
        allocated(given, "SO-1");
        given.and(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 6)));
        long pick = last(given);
        corrected(given, pick, NEVER);
        assertThat(dependants(given, pick - 3)).isNotEmpty();
        given.and(
                new io.lotline.core.distribution.UnallocateOrderDecision(),
                new io.lotline.core.distribution.UnallocateOrder(new OrderId("SO-1"), null, null));
        corrected(given, pick - 3, NEVER);
        corrected(given, pick - 4, NEVER);
        corrected(given, pick - 5, NEVER);
        assertThat(stock(given).cells()).isEmpty();
    }

    private static List<Long> dependants(Given given, long position) {
        CorrectionHasDependants has =
                refused(
                        given,
                        position,
                        NEVER,
                        "correction-has-dependants",
                        CorrectionHasDependants.class);
        assertThat(has.count()).isEqualTo(has.dependants().size());
        return has.dependants().stream().map(Dependant::position).toList();
    }

    /// A piece that went away and came back was elsewhere in between.
    @Test
    void a_piece_that_was_moved_on_depends_even_if_it_came_back() {
        Given given = Park.open();
        pumps(given, BIN_A, "S1");
        given.and(new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, pump("S1"), TODAY));
        long wrong = last(given);
        given.and(new MoveGoodsDecision(), new MoveGoods(null, BIN_B, BIN_A, pump("S1"), TODAY))
                .and(new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, pump("S1"), TODAY));
        assertThat(dependants(given, wrong)).containsExactly(wrong + 1);
        corrected(given, wrong + 2, NEVER);
    }

    /// Goods that are alike make good for each other only if they were there at the time.
    @Test
    void goods_that_came_later_do_not_stand_in_for_those_that_were_used_before() {
        Given given = received(10);
        long wrong = last(given);
        given.and(new InspectGoodsDecision(), accept("N1", STENT, "L1", 10))
                .and(new ReceiveGoodsDecision(), receive("N1", stents("L1", 20)));
        assertThat(dependants(given, wrong)).containsExactly(wrong + 1);
        corrected(given, wrong + 2, quantity(15));
    }

    @Test
    void many_dependants_are_counted_and_the_first_named() {
        Given given = stored(30);
        long wrong = last(given);
        for (int i = 0; i < 30; i++) {
            given.and(
                    new MoveGoodsDecision(),
                    new MoveGoods(null, BIN_A, BIN_B, stents("L1", 1), TODAY));
        }
        CorrectionHasDependants has =
                refused(
                        given,
                        wrong,
                        NEVER,
                        "correction-has-dependants",
                        CorrectionHasDependants.class);
        assertThat(has.count()).isEqualTo(30);
        assertThat(has.dependants()).hasSize(Correcting.NAMED);
        assertThat(has.dependants().getFirst().position()).isEqualTo(wrong + 1);
    }

    @Test
    void a_correction_is_a_document_and_an_event_is_corrected_once() {
        Given given = received(10);
        long wrong = last(given);
        CorrectEvent command = correct("C1", given, wrong, quantity(4));
        given.and(CORRECT, command);
        given.when(CORRECT, command).changesNothing();
        given.when(CORRECT, correct("C1", given, wrong, quantity(5))).refused("document-exists");
        given.when(CORRECT, correct("C2", given, wrong, quantity(4))).refused("already-corrected");
        long right = last(given) - 1;
        given.when(CORRECT, correct("C3", given, last(given), NEVER))
                .refused("correction-of-correction");
        given.when(CORRECT, correct("C4", given, right, quantity(5))).accepted();
        assertThat(lying(given, DOCK, QualityStatus.PENDING_INSPECTION)).isEqualTo(5);
    }

    @Test
    void who_scans_corrects_own_scans_soon() {
        Given given = inspected(10);
        long inspection = last(given);
        By own = new By("scanner", RECORDED.minusSeconds(60));
        By late = new By("scanner", RECORDED.plusSeconds(60));
        By other = new By("another", RECORDED.minusSeconds(60));
        given.when(CORRECT, correct("C1", given, inspection, NEVER, own))
                .refused("correction-not-yours");
        Given fresh = received(10);
        fresh.when(CORRECT, correct("C1", fresh, last(fresh), NEVER, other))
                .refused("correction-not-yours");
        fresh.when(CORRECT, correct("C1", fresh, last(fresh), NEVER, late))
                .refused("correction-too-late");
        fresh.when(CORRECT, correct("C1", fresh, last(fresh), NEVER, own)).accepted();
    }

    @Test
    void what_should_have_been_is_said_in_fields_of_that_kind_of_event() {
        Given given = received(10);
        long receipt = last(given);
        assertThat(
                        refused(
                                        given,
                                        receipt,
                                        toLocation("A-01"),
                                        "field-not-of-event",
                                        FieldNotOfEvent.class)
                                .fields())
                .contains("expiryDate", "location");
        refused(given, receipt, quantity(10), "nothing-to-correct", Rejection.class);
        refused(given, receipt, nothing(), "nothing-to-correct", Rejection.class);
        refused(given, receipt, quantity(0), "nothing-instead", Rejection.class);
        given.when(CORRECT, correct("C-9", given, receipt, serial("S1"))).refusedAny();
    }

    @Test
    void other_events_have_other_ways_back() {
        Given given = ordered(stored(10), "SO-1", 6);
        allocated(given, "SO-1");
        for (long position = 1; position <= last(given); position++) {
            Mistaken mistaken = Mistaken.of(given.history().get((int) position - 1));
            if (mistaken == null) {
                refused(given, position, NEVER, "not-correctable", Rejection.class);
            }
        }
        given.and(
                new AdjustStockDecision(),
                new AdjustStock(
                        new AdjustmentId("A1"),
                        new Adjustment(
                                AdjustmentKind.LOST,
                                new StockItem(OWNER, STENT, Park.lot("L1")),
                                List.of(),
                                1,
                                BIN_A,
                                null,
                                "盘亏",
                                null,
                                null),
                        new AdjustmentLimit(100, RiskClass.III, true),
                        "quality"));
        refused(given, last(given), NEVER, "not-correctable", Rejection.class);
    }

    @Test
    void an_entry_of_master_data_is_declared_wrong_once_the_right_one_holds() {
        Given given = Park.open();
        long wrong = 7;
        assertThat(given.history().get((int) wrong - 1)).isEqualTo(stent());
        refused(given, wrong, NEVER, "entry-still-holds", Rejection.class);
        given.and(
                device(
                        STENT,
                        new io.lotline.core.events.MasterDataEvent.Identifiers(
                                true, false, false, false),
                        stent().packages()));
        refused(given, wrong, quantity(1), "field-not-of-event", Rejection.class);
        assertThat(corrected(given, wrong, NEVER)).hasSize(1);
        assertThat(new SerialNumber("S1").value()).isEqualTo("S1");
    }

    @Test
    void new_orders_get_what_a_correction_brought_back() {
        Given given = stored(10);
        Park.stock(given, OWNER, "L2", EXPIRY.plusDays(9), BIN_B, 10);
        long move = last(given);
        corrected(given, move, NEVER);
        given.and(new PlaceOrderDecision(), order("SO-1", HOSPITAL, wanted("1", STENT, 20)));
        OrderAllocated allocated =
                given.when(
                                new io.lotline.core.distribution.AllocateOrderDecision(),
                                allocate("SO-1"))
                        .accepted(OrderAllocated.class);
        assertThat(allocated.shortages()).hasSize(1);
        assertThat(allocated.shortages().getFirst().quantity()).isEqualTo(10);
    }
}
