package io.lotline.core.inbound;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.DeliverShipment;
import io.lotline.core.distribution.DeliverShipmentDecision;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.StockItem;
import io.lotline.core.inventory.AdjustStock;
import io.lotline.core.inventory.AdjustStockDecision;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.SharedRejection.ExpiryConflict;
import io.lotline.core.rules.SharedRejection.IncompleteItem;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Di;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiveGoodsDecisionTest {
    private final ReceiveGoodsDecision receiving = new ReceiveGoodsDecision();

    private static Given announced(ExpectedLine... lines) {
        return Park.open().and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, lines));
    }

    @Test
    void goods_wait_for_inspection_at_the_dock() {
        var received =
                announced(line(STENT, 20))
                        .when(receiving, receive("ASN-1", stents("L1", 20)))
                        .accepted(GoodsReceived.class);

        assertThat(received.movement().from()).isEqualTo(Place.supplier(SUPPLIER));
        assertThat(received.movement().to()).isEqualTo(Place.location(DOCK));
        assertThat(received.movement().toStatus()).isEqualTo(QualityStatus.PENDING_INSPECTION);
        assertThat(received.movement().quantity()).isEqualTo(20);
    }

    @Test
    void a_scanned_case_counts_as_the_pieces_inside() {
        var received =
                announced(line(STENT, 80))
                        .when(receiving, receive("ASN-1", boxes(STENT_CASE, "L1", 2)))
                        .accepted(GoodsReceived.class);

        assertThat(received.movement().item().di()).isEqualTo(STENT);
        assertThat(received.movement().quantity()).isEqualTo(80);
    }

    @Test
    void a_package_that_a_newer_file_dropped_is_unknown() {
        announced(line(STENT, 80))
                .and(device(STENT, Park.stent().identifiers(), java.util.List.of()))
                .when(receiving, receive("ASN-1", boxes(STENT_CASE, "L1", 2)))
                .refused("unknown-device");
    }

    @Test
    void an_unknown_notice_is_refused() {
        Park.open().when(receiving, receive("ASN-9", stents("L1", 1))).refused("unknown-notice");
    }

    @Test
    void goods_of_another_warehouses_notice_are_refused() {
        announced(line(STENT, 1))
                .when(
                        receiving,
                        new ReceiveGoods(new NoticeId("ASN-1"), ELSEWHERE, stents("L1", 1), TODAY))
                .refused("wrong-location");
    }

    @Test
    void goods_are_put_down_in_quarantine_only() {
        announced(line(STENT, 1))
                .when(
                        receiving,
                        new ReceiveGoods(new NoticeId("ASN-1"), BIN_A, stents("L1", 1), TODAY))
                .refused("wrong-location");
        announced(line(STENT, 1))
                .when(
                        receiving,
                        new ReceiveGoods(
                                new NoticeId("ASN-1"),
                                io.lotline.core.values.Location.of("W1", "NOWHERE"),
                                stents("L1", 1),
                                TODAY))
                .refused("unknown-location");
    }

    @Test
    void a_device_outside_the_catalogue_is_refused() {
        announced(line(STENT, 1))
                .when(receiving, receive("ASN-1", boxes(new Di("UNKNOWN"), "L1", 1)))
                .refused("unknown-device");
    }

    @Test
    void a_label_that_lacks_what_the_device_must_show_is_incomplete() {
        var incomplete =
                announced(line(PUMP, 1))
                        .when(
                                receiving,
                                receive(
                                        "ASN-1",
                                        ScannedGoods.of(
                                                PUMP, null, null, null, null, 1, null, scan("p"),
                                                TODAY)))
                        .refused("incomplete-item", IncompleteItem.class);

        assertThat(incomplete.missing()).containsExactly("lot", "serial");
    }

    @Test
    void goods_that_the_notice_does_not_announce_are_refused() {
        announced(line(STENT, 1))
                .when(receiving, receive("ASN-1", pump("S1")))
                .refused("not-on-notice");
        announced(new ExpectedLine(STENT, lot("L1"), null, 1))
                .when(receiving, receive("ASN-1", stents("L2", 1)))
                .refused("lot-not-on-notice");
    }

    @Test
    void the_expiry_date_is_the_last_day_of_use() {
        announced(line(STENT, 5))
                .and(receiving, receive("ASN-1", stents("L1", TODAY, 1)))
                .when(receiving, receive("ASN-1", stents("L2", TODAY.minusDays(1), 1)))
                .refused("lot-expired");
    }

    @Test
    void a_lot_has_one_expiry_date_whoever_owns_it() {
        var conflict =
                announced(line(STENT, 5))
                        .and(receiving, receive("ASN-1", stents("L1", 1)))
                        .and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-2", OTHER_OWNER, line(STENT, 5)))
                        .when(receiving, receive("ASN-2", stents("L1", EXPIRY.plusDays(1), 1)))
                        .refused("expiry-conflict", ExpiryConflict.class);

        assertThat(conflict.known()).isEqualTo(EXPIRY);
        announced(new ExpectedLine(STENT, lot("L1"), EXPIRY, 1))
                .when(receiving, receive("ASN-1", stents("L1", EXPIRY.plusDays(1), 1)))
                .refused("expiry-conflict");
    }

    @Test
    void a_serial_number_is_in_stock_once_until_it_is_delivered() {
        announced(line(PUMP, 5))
                .and(receiving, receive("ASN-1", pump("S1")))
                .when(receiving, receive("ASN-1", pump("S1")))
                .refused("serial-already-in-stock");
    }

    /// S1 was delivered to the hospital with order SO-1.
    private static Given deliveredPump() {
        Given given =
                pumps(Park.open(), BIN_A, "S1")
                        .and(
                                new PlaceOrderDecision(),
                                order("SO-1", HOSPITAL, wanted("1", PUMP, 1)));
        pickedAndChecked(given, "SO-1", BIN_A, pump("S1"));
        return planned(given, "SH-1", "SO-1")
                .and(
                        new LoadItemDecision(),
                        new LoadItem(new ShipmentId("SH-1"), W1, pump("S1"), TODAY))
                .and(
                        new DispatchShipmentDecision(),
                        new DispatchShipment(new ShipmentId("SH-1"), List.of(), null, TODAY))
                .and(
                        new DeliverShipmentDecision(),
                        new DeliverShipment(new ShipmentId("SH-1"), HOSPITAL, "王医生", null, null));
    }

    private static Given announcedAgain(Given given) {
        return given.and(new FileInboundNoticeDecision(), notice("ASN-2", OWNER, line(PUMP, 5)));
    }

    private static Given adjusted(Given given, AdjustmentKind kind) {
        boolean destroyed = kind == AdjustmentKind.DESTROYED;
        return given.and(
                new AdjustStockDecision(),
                new AdjustStock(
                        new AdjustmentId("A-" + kind),
                        new Adjustment(
                                kind,
                                new StockItem(OWNER, PUMP, lot("P1")),
                                List.of(new SerialNumber("S1")),
                                1,
                                BIN_A,
                                null,
                                "盘点",
                                destroyed ? "李四" : null,
                                destroyed ? "XH-2026-1" : null),
                        new AdjustmentLimit(100, RiskClass.III, true),
                        "zhang"));
    }

    @Test
    void a_delivered_piece_comes_back_as_a_return_of_its_order() {
        var refusal =
                announcedAgain(deliveredPump())
                        .when(receiving, receive("ASN-2", pump("S1")))
                        .refused(
                                "serial-with-consignee",
                                InboundRejection.SerialWithConsignee.class);

        assertThat(refusal.consignee()).isEqualTo(HOSPITAL);
        assertThat(refusal.order()).isEqualTo(new OrderId("SO-1"));
    }

    @Test
    void a_lost_piece_is_found_and_a_destroyed_one_never_comes() {
        var lost =
                adjusted(announcedAgain(pumps(Park.open(), BIN_A, "S1")), AdjustmentKind.LOST)
                        .when(receiving, receive("ASN-2", pump("S1")))
                        .refused("serial-lost", InboundRejection.SerialLost.class);
        assertThat(lost.left()).isEqualTo(BIN_A);

        adjusted(announcedAgain(pumps(Park.open(), BIN_A, "S1")), AdjustmentKind.DESTROYED)
                .when(receiving, receive("ASN-2", pump("S1")))
                .refused("serial-destroyed");
    }

    @Test
    void a_piece_that_went_back_to_its_supplier_may_come_again() {
        adjusted(
                        announcedAgain(pumps(Park.open(), BIN_A, "S1")),
                        AdjustmentKind.RETURNED_TO_SUPPLIER)
                .when(receiving, receive("ASN-2", pump("S1")))
                .accepted(GoodsReceived.class);
    }

    @Test
    void a_serial_number_names_one_piece() {
        announced(line(PUMP, 5))
                .when(
                        receiving,
                        receive(
                                "ASN-1",
                                ScannedGoods.of(
                                        PUMP,
                                        lot("P1"),
                                        new SerialNumber("S1"),
                                        null,
                                        null,
                                        2,
                                        null,
                                        scan("p"),
                                        TODAY)))
                .refused("serial-quantity");
    }

    @Test
    void more_than_announced_is_refused_with_the_numbers() {
        var over =
                announced(line(STENT, 20))
                        .and(receiving, receive("ASN-1", stents("L1", 15)))
                        .when(receiving, receive("ASN-1", stents("L1", 6)))
                        .refused("over-receipt", InboundRejection.OverReceipt.class);

        assertThat(over)
                .isEqualTo(
                        new InboundRejection.OverReceipt(
                                new NoticeId("ASN-1"), STENT, lot("L1"), 20, 15, 6));
    }

    @Test
    void lines_of_any_lot_are_shared_after_the_lots_own_lines() {
        Given given =
                announced(new ExpectedLine(STENT, lot("L1"), null, 10), line(STENT, 5))
                        .and(receiving, receive("ASN-1", stents("L1", 12)))
                        .and(receiving, receive("ASN-1", stents("L2", 3)));

        given.when(receiving, receive("ASN-1", stents("L2", 1))).refused("over-receipt");
        given.when(receiving, receive("ASN-1", stents("L1", 1))).refused("over-receipt");
    }

    @Test
    void a_location_takes_what_fits_and_what_its_temperature_suits() {
        announced(line(STENT, 20))
                .and(new LocationDefined(DOCK, Zone.QUARANTINE, null, null, 10))
                .and(receiving, receive("ASN-1", stents("L1", 8)))
                .when(receiving, receive("ASN-1", stents("L1", 3)))
                .refused("location-full");
        announced(line(STENT, 20))
                .and(
                        new LocationDefined(
                                DOCK, Zone.QUARANTINE, new BigDecimal(2), new BigDecimal(8), null))
                .when(receiving, receive("ASN-1", stents("L1", 3)))
                .refused("wrong-location");
    }

    @Test
    void recalled_and_held_lots_are_let_in() {
        announced(line(STENT, 20))
                .and(recall("RC-1", STENT, "L1"), hold("H-1", scope(STENT, "L1")))
                .when(receiving, receive("ASN-1", stents("L1", 3)))
                .accepted(GoodsReceived.class);
    }
}
