package io.lotline.core.rules;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.CancelOrder;
import io.lotline.core.distribution.CancelOrderDecision;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.DeliverShipment;
import io.lotline.core.distribution.DeliverShipmentDecision;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.DistributionRejection;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PackItem;
import io.lotline.core.distribution.PackItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.PutBackItem;
import io.lotline.core.distribution.PutBackItemDecision;
import io.lotline.core.distribution.ReturnGoods;
import io.lotline.core.distribution.ReturnGoodsDecision;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InboundRejection;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A logistic unit's number: what it is used for, and when it may be used again.
class UnitsTest {
    private static final Sscc BOX = new Sscc("106141412345678908");
    private static final Sscc PALLET = new Sscc("106901000000000016");

    private final ReceiveGoodsDecision receiving = new ReceiveGoodsDecision();
    private final PackItemDecision packing = new PackItemDecision();
    private final PutBackItemDecision puttingBack = new PutBackItemDecision();

    private static ScannedGoods inUnit(
            Sscc unit, String lot, @Nullable String serial, int quantity) {
        return ScannedGoods.of(
                serial == null ? STENT : PUMP,
                lot(lot),
                serial == null ? null : new SerialNumber(serial),
                null,
                serial == null ? EXPIRY : null,
                quantity,
                unit,
                scan(unit + lot + serial + quantity),
                TODAY);
    }

    private static Given announced() {
        return Park.open()
                .and(
                        new FileInboundNoticeDecision(),
                        notice("ASN-1", OWNER, line(STENT, 100), line(PUMP, 9)))
                .and(new FileInboundNoticeDecision(), notice("ASN-2", OWNER, line(STENT, 100)));
    }

    /// SO-1 is for the hospital, SO-2 for the clinic, SO-3 for the hospital again; 4 stents of L1
    /// are picked and checked for each.
    private static Given picked() {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 40);
        order(given, "SO-1", HOSPITAL);
        order(given, "SO-2", CLINIC);
        return order(given, "SO-3", HOSPITAL);
    }

    private static Given order(Given given, String order, EnterpriseId consignee) {
        return given.and(
                        new PlaceOrderDecision(),
                        Park.order(order, consignee, wanted("1", STENT, 4)))
                .and(new PickItemDecision(), pick(order, BIN_A, stents("L1", 4)))
                .and(new CheckItemDecision(), check(order, stents("L1", 4)));
    }

    private static PackItem pack(String order, Sscc box, int quantity) {
        return new PackItem(new OrderId(order), W1, box, stents("L1", quantity));
    }

    private static PutBackItem putBack(String order, int quantity) {
        return new PutBackItem(new OrderId(order), BIN_A, stents("L1", quantity), TODAY);
    }

    private static CancelOrder cancel(String order) {
        return new CancelOrder(new OrderId(order), "病人转院", null, null, null);
    }

    private static Given sent(Given given) {
        return planned(given, "SH-1", "SO-1")
                .and(
                        new LoadItemDecision(),
                        new LoadItem(new ShipmentId("SH-1"), W1, stents("L1", 4), TODAY))
                .and(
                        new DispatchShipmentDecision(),
                        new DispatchShipment(new ShipmentId("SH-1"), List.of(), null, TODAY));
    }

    private static List<ItemUnpacked> unpacked(List<WarehouseEvent> events) {
        return events.stream()
                .filter(ItemUnpacked.class::isInstance)
                .map(ItemUnpacked.class::cast)
                .toList();
    }

    @Test
    void a_unit_is_received_once() {
        Given given = announced().and(receiving, receive("ASN-1", inUnit(PALLET, "L1", null, 20)));

        var again =
                given.when(receiving, receive("ASN-1", inUnit(PALLET, "L1", null, 20)))
                        .refused(
                                "unit-already-received",
                                InboundRejection.UnitAlreadyReceived.class);
        assertThat(again.received()).isEqualTo(new NoticeId("ASN-1"));
        assertThat(again.container()).isEqualTo(PALLET);
        given.when(receiving, receive("ASN-2", inUnit(PALLET, "L2", null, 5)))
                .refused("unit-already-received");
    }

    @Test
    void a_unit_may_hold_several_lots_and_many_pieces() {
        announced()
                .and(receiving, receive("ASN-1", inUnit(PALLET, "L1", null, 20)))
                .and(receiving, receive("ASN-1", inUnit(PALLET, "L2", null, 20)))
                .and(receiving, receive("ASN-1", inUnit(PALLET, "P1", "S1", 1)))
                .and(receiving, receive("ASN-1", inUnit(PALLET, "P1", "S2", 1)))
                .and(receiving, receive("ASN-1", stents("L1", 3)))
                .when(receiving, receive("ASN-1", inUnit(BOX, "L1", null, 20)))
                .accepted(GoodsReceived.class);
    }

    @Test
    void a_box_is_for_one_consignee() {
        Given given = picked().and(packing, pack("SO-1", BOX, 2));

        var taken =
                given.when(packing, pack("SO-2", BOX, 2))
                        .refused(
                                "unit-of-other-consignee",
                                DistributionRejection.UnitOfOtherConsignee.class);
        assertThat(taken.order()).isEqualTo(new OrderId("SO-1"));
        assertThat(taken.consignee()).isEqualTo(HOSPITAL);
        assertThat(taken.needed()).isEqualTo(CLINIC);
        given.when(packing, pack("SO-1", BOX, 2)).accepted(ItemPacked.class);
        given.when(packing, pack("SO-3", BOX, 1)).accepted(ItemPacked.class);
    }

    @Test
    void goods_that_go_out_are_not_packed_into_a_suppliers_unit() {
        Given given =
                picked().and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-9", OWNER, line(STENT, 20)))
                        .and(receiving, receive("ASN-9", inUnit(PALLET, "L1", null, 20)));

        given.when(packing, pack("SO-1", PALLET, 2)).refused("unit-of-supplier");
    }

    @Test
    void a_box_that_has_left_is_used_no_more() {
        Given given = sent(picked().and(packing, pack("SO-1", BOX, 4)));
        given.when(packing, pack("SO-3", BOX, 1)).refused("unit-left");

        given.and(
                new DeliverShipmentDecision(),
                new DeliverShipment(new ShipmentId("SH-1"), HOSPITAL, "王医生", null, null));
        given.when(packing, pack("SO-3", BOX, 1)).refused("unit-left");
        given.and(new FileInboundNoticeDecision(), notice("ASN-9", OWNER, line(STENT, 20)))
                .when(receiving, receive("ASN-9", inUnit(BOX, "L1", null, 4)))
                .refused("unit-packed-here");
    }

    @Test
    void what_is_put_back_is_packed_no_more_and_its_box_has_ended() {
        Given given =
                picked().and(packing, pack("SO-1", BOX, 3))
                        .and(new CancelOrderDecision(), cancel("SO-1"));

        assertThat(unpacked(given.when(puttingBack, putBack("SO-1", 1)).accepted())).isEmpty();
        given.when(packing, pack("SO-2", BOX, 2)).refused("unit-of-other-consignee");
        assertThat(unpacked(given.when(puttingBack, putBack("SO-1", 3)).accepted()))
                .singleElement()
                .satisfies(
                        end -> {
                            assertThat(end.container()).isEqualTo(BOX);
                            assertThat(end.goods().quantity()).isEqualTo(3);
                        });
        given.when(packing, pack("SO-2", BOX, 2)).refused("unit-ended");
    }

    @Test
    void so_is_what_is_returned_without_having_left() {
        Given given =
                picked().and(packing, pack("SO-1", BOX, 1)).and(packing, pack("SO-1", PALLET, 3));

        var events =
                given.when(
                                new ReturnGoodsDecision(),
                                new ReturnGoods(new OrderId("SO-1"), RETURNS, stents("L1", 2)))
                        .accepted();
        assertThat(unpacked(events))
                .extracting(ItemUnpacked::container, end -> end.goods().quantity())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(BOX, 1),
                        org.assertj.core.groups.Tuple.tuple(PALLET, 1));
        given.when(packing, pack("SO-2", BOX, 2)).refused("unit-ended");
        given.when(packing, pack("SO-2", PALLET, 2)).refused("unit-of-other-consignee");
    }
}
