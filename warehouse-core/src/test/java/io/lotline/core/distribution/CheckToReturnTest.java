package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.DeliverShipment.RefusedGoods;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckToReturnTest {
    private static final WarehouseId W2 = new WarehouseId("W2");

    private final CheckItemDecision checking = new CheckItemDecision();
    private final PackItemDecision packing = new PackItemDecision();
    private final PlanShipmentDecision planning = new PlanShipmentDecision();
    private final LoadItemDecision loading = new LoadItemDecision();
    private final UnloadItemDecision unloading = new UnloadItemDecision();
    private final DispatchShipmentDecision dispatching = new DispatchShipmentDecision();
    private final DeliverShipmentDecision delivery = new DeliverShipmentDecision();
    private final ReturnGoodsDecision returning = new ReturnGoodsDecision();

    /// SO-1 has 5 stents of L1 picked, not checked.
    private static Given picked() {
        return ordered(stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 20), "SO-1", 10)
                .and(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 5)));
    }

    private static Given ready() {
        return planned(
                picked().and(new CheckItemDecision(), check("SO-1", stents("L1", 5))),
                "SH-1",
                "SO-1");
    }

    private Given dispatched() {
        return loaded().and(dispatching, dispatch("SH-1", unpicked(5)));
    }

    private Given loaded() {
        return ready().and(loading, load(5));
    }

    private static LeftBehind unpicked(int quantity) {
        return new LeftBehind(new OrderId("SO-1"), new LineId("1"), STENT, null, null, quantity);
    }

    private static LeftBehind picked(int quantity) {
        return new LeftBehind(
                new OrderId("SO-1"), new LineId("1"), STENT, lot("L1"), null, quantity);
    }

    private static DispatchShipment dispatch(String shipment, LeftBehind... remaining) {
        return new DispatchShipment(new ShipmentId(shipment), List.of(remaining), null, TODAY);
    }

    private static LoadItem load(int quantity) {
        return new LoadItem(new ShipmentId("SH-1"), W1, stents("L1", quantity), TODAY);
    }

    private static UnloadItem unload(int quantity) {
        return new UnloadItem(new ShipmentId("SH-1"), W1, stents("L1", quantity));
    }

    private static DeliverShipment deliver(EnterpriseId consignee) {
        return new DeliverShipment(new ShipmentId("SH-1"), consignee, "王医生", null, null);
    }

    private static ReturnGoods giveBack(Location to, int quantity) {
        return new ReturnGoods(new OrderId("SO-1"), to, stents("L1", quantity));
    }

    @Test
    void picked_goods_are_checked_once() {
        Given given = picked();
        given.when(checking, check("SO-1", stents("L1", 3))).accepted(ItemChecked.class);
        given.when(checking, check("SO-1", stents("L1", 3))).refused("over-check");
        given.when(checking, check("SO-1", stents("L2", 1))).refused("not-picked");
        given.when(checking, check("SO-9", stents("L1", 1))).refused("unknown-order");
        given.when(checking, new CheckItem(new OrderId("SO-1"), W2, stents("L1", 1)))
                .refused("wrong-location");
        given.when(checking, check("SO-1", boxes(new Di("UNKNOWN"), "L1", 1)))
                .refused("unknown-device");
    }

    @Test
    void picked_goods_are_packed_once() {
        Sscc sscc = new Sscc("106141412345678908");
        Given given = picked();
        given.when(packing, new PackItem(new OrderId("SO-1"), W1, sscc, stents("L1", 4)))
                .accepted(ItemPacked.class);
        given.when(packing, new PackItem(new OrderId("SO-1"), W1, sscc, stents("L1", 2)))
                .refused("over-pack");
        given.when(packing, new PackItem(new OrderId("SO-1"), W1, sscc, stents("L2", 1)))
                .refused("not-picked");
    }

    @Test
    void a_shipment_stops_at_its_orders_consignees() {
        Given given = picked();
        var planned =
                given.when(planning, shipment("SH-1", "SO-1")).accepted(ShipmentPlanned.class);
        assertThat(planned.stops()).containsExactly(HOSPITAL);
        given.when(planning, shipment("SH-1", "SO-1")).changesNothing();
        ordered(given, "SO-2", 1)
                .when(planning, shipment("SH-1", "SO-1", "SO-2"))
                .refused("document-exists");
        given.when(planning, shipment("SH-2", "SO-1")).refused("order-in-other-shipment");
        given.when(planning, shipment("SH-2", "SO-9")).refused("unknown-order");
        given.when(planning, stopping("SH-2", CLINIC)).refused("consignee-not-on-route");
        given.when(planning, stopping("SH-2", new EnterpriseId("NOBODY")))
                .refused("unknown-enterprise");
        given.when(
                        planning,
                        new PlanShipment(
                                new ShipmentId("SH-2"),
                                List.of(new OrderId("SO-2")),
                                HOSPITAL,
                                null,
                                List.of(),
                                null,
                                TODAY))
                .refused("wrong-role");
        given.and(expired(CARRIER, EnterpriseRole.CARRIER))
                .when(planning, shipment("SH-2", "SO-2"))
                .refused("licence-expired");
    }

    private static PlanShipment stopping(String id, EnterpriseId stop) {
        return new PlanShipment(
                new ShipmentId(id),
                List.of(new OrderId("SO-2")),
                CARRIER,
                null,
                List.of(stop),
                null,
                TODAY);
    }

    @Test
    void an_order_goes_on_with_a_second_shipment_when_the_first_has_left() {
        Given given = dispatched();
        pickedAndChecked(given, "SO-1", BIN_A, stents("L1", 2));
        planned(given, "SH-2", "SO-1");
        given.and(loading, new LoadItem(new ShipmentId("SH-2"), W1, stents("L1", 2), TODAY));

        var second = given.when(dispatching, dispatch("SH-2", unpicked(3))).accepted().getFirst();

        assertThat(((ShipmentDispatched) second).loads())
                .extracting(load -> load.quantity())
                .containsExactly(2);
    }

    @Test
    void an_order_that_has_left_whole_is_planned_no_more() {
        PlanWaveDecision waves = new PlanWaveDecision();
        Given given = dispatched();
        // five of ten have left
        given.when(waves, wave("WV-1", "SO-1")).accepted();
        given.and(
                new CancelOrderDecision(),
                new CancelOrder(new OrderId("SO-1"), "病人转院", List.of(new LineId("1")), null, null));
        ordered(given, "SO-2", 1);
        List<OrderId> gone = List.of(new OrderId("SO-1"));
        for (Rejection refusal :
                List.of(
                        given.when(waves, wave("WV-2", "SO-2", "SO-1"))
                                .refused("orders-dispatched", Rejection.class),
                        given.when(planning, shipment("SH-2", "SO-2", "SO-1"))
                                .refused("orders-dispatched", Rejection.class))) {
            assertThat(refusal).isEqualTo(new DistributionRejection.OrdersDispatched(gone));
        }
        given.when(waves, wave("WV-2", "SO-2")).accepted();
        given.when(planning, shipment("SH-2", "SO-2")).accepted(ShipmentPlanned.class);
        // what was planned before stays planned
        given.when(planning, shipment("SH-1", "SO-1")).changesNothing();
    }

    private static PlanWave wave(String id, String... orders) {
        return new PlanWave(
                new WaveId(id), java.util.Arrays.stream(orders).map(OrderId::new).toList(), null);
    }

    @Test
    void checked_goods_are_loaded_and_unloaded() {
        Given given = ready();
        given.when(loading, load(4)).accepted(ItemLoaded.class);
        given.when(loading, load(2)).refused("over-load");
        given.when(unloading, unload(5)).refused("not-loaded");
        given.when(unloading, unload(1)).accepted(ItemUnloaded.class);

        var named =
                given.when(dispatching, dispatch("SH-1"))
                        .refused("not-loaded-yet", DistributionRejection.NotLoadedYet.class);
        assertThat(named.remaining()).containsExactlyInAnyOrder(picked(2), unpicked(5));
        given.when(dispatching, dispatch("SH-1", picked(1), unpicked(5))).refused("not-loaded-yet");
        given.when(dispatching, dispatch("SH-1", picked(2), unpicked(5), picked(1)))
                .refused("not-loaded-yet");
        List<WarehouseEvent> sent =
                given.when(dispatching, dispatch("SH-1", picked(1), unpicked(5), picked(1)))
                        .accepted();
        ShipmentDispatched left = (ShipmentDispatched) sent.getFirst();
        assertThat(left.loads()).extracting(load -> load.quantity()).containsExactly(3);
        assertThat(left.movements()).isEmpty();
        assertThat(((GoodsLeftBehind) sent.getLast()).goods())
                .containsExactlyInAnyOrder(picked(2), unpicked(5));

        given.when(loading, load(1)).refused("already-dispatched");
        given.when(unloading, unload(1)).refused("already-dispatched");
    }

    @Test
    void only_checked_goods_of_the_shipments_orders_are_loaded() {
        Given given = planned(picked(), "SH-1", "SO-1");
        given.when(loading, load(1)).refused("not-checked");
        given.when(loading, new LoadItem(new ShipmentId("SH-9"), W1, stents("L1", 1), TODAY))
                .refused("unknown-shipment");
        given.when(loading, new LoadItem(new ShipmentId("SH-1"), W2, stents("L1", 1), TODAY))
                .refused("wrong-location");
        given.when(loading, new LoadItem(new ShipmentId("SH-1"), W1, stents("L2", 1), TODAY))
                .refused("not-on-shipment");
        given.when(unloading, new UnloadItem(new ShipmentId("SH-9"), W1, stents("L1", 1)))
                .refused("unknown-shipment");
        given.when(unloading, new UnloadItem(new ShipmentId("SH-1"), W2, stents("L1", 1)))
                .refused("wrong-location");
        ready().and(recall("RC-1", STENT, "L1")).when(loading, load(1)).refused("lot-under-recall");
    }

    @Test
    void a_shipment_leaves_once_with_checked_goods() {
        Given unchecked = planned(picked(), "SH-1", "SO-1");
        unchecked.when(dispatching, dispatch("SH-1")).refused("not-checked");

        ready().when(dispatching, dispatch("SH-1", unpicked(5))).refused("not-loaded-yet");

        Given given = loaded();
        given.when(
                        dispatching,
                        new DispatchShipment(new ShipmentId("SH-1"), List.of(), Set.of(W2), TODAY))
                .refused("unknown-shipment");
        var left =
                (ShipmentDispatched)
                        given.when(dispatching, dispatch("SH-1", unpicked(5)))
                                .accepted()
                                .getFirst();
        assertThat(left.loads().getFirst().consignee()).isEqualTo(HOSPITAL);
        Rejection again = given.when(dispatching, dispatch("SH-1")).refused("already-dispatched");
        assertThat(again.kind()).isEqualTo(Rejection.Kind.CONFLICT);
        assertThat(given.when(dispatching, dispatch("SH-9")).refused("unknown-shipment").kind())
                .isEqualTo(Rejection.Kind.UNKNOWN);

        planned(ordered(Park.open(), "SO-1", 1), "SH-1", "SO-1")
                .when(dispatching, dispatch("SH-1"))
                .refused("nothing-to-dispatch");
    }

    @Test
    void nothing_recalled_held_or_expired_is_checked_or_packed() {
        WarehouseEvent recall = recall("RC-1", STENT, "L1");
        WarehouseEvent hold = hold("H-1", scope(STENT, null));
        picked().and(recall)
                .when(checking, check("SO-1", stents("L1", 1)))
                .refused("lot-under-recall");
        picked().and(hold).when(checking, check("SO-1", stents("L1", 1))).refused("lot-on-hold");
        picked().and(recall).when(packing, pack(stents("L1", 1))).refused("lot-under-recall");
        picked().and(hold).when(packing, pack(stents("L1", 1))).refused("lot-on-hold");
        ScannedGoods late = on(stents("L1", 1), EXPIRY.plusDays(1));
        picked().when(checking, check("SO-1", late)).refused("lot-expired");
        picked().when(packing, pack(late)).refused("lot-expired");
        // the expiry date itself is a day of use, and a hold that was lifted stops nothing
        picked().when(checking, check("SO-1", on(stents("L1", 1), EXPIRY)))
                .accepted(ItemChecked.class);
        picked().and(hold)
                .and(released("H-1", scope(STENT, null)))
                .when(packing, pack(stents("L1", 1)))
                .accepted(ItemPacked.class);
        loaded().and(recall).when(unloading, unload(1)).accepted(ItemUnloaded.class);
    }

    private static PackItem pack(ScannedGoods goods) {
        return new PackItem(new OrderId("SO-1"), W1, new Sscc("106141412345678908"), goods);
    }

    /// The same scan on another day.
    private static ScannedGoods on(ScannedGoods goods, LocalDate today) {
        return new ScannedGoods(
                goods.di(),
                goods.readings(),
                goods.counted(),
                goods.settled(),
                goods.scan(),
                today,
                goods.oldest());
    }

    @Test
    void nothing_recalled_held_or_expired_leaves() {
        loaded().and(recall("RC-1", STENT, "L1"))
                .when(dispatching, dispatch("SH-1"))
                .refused("lot-under-recall");
        loaded().and(hold("H-1", scope(STENT, null)))
                .when(dispatching, dispatch("SH-1"))
                .refused("lot-on-hold");
        loaded().when(
                        dispatching,
                        new DispatchShipment(
                                new ShipmentId("SH-1"), List.of(), null, EXPIRY.plusDays(1)))
                .refused("lot-expired");
    }

    @Test
    void each_consignee_signs_once_for_its_part() {
        ready().when(delivery, deliver(HOSPITAL)).refused("not-dispatched");
        Given given = dispatched();
        given.when(delivery, deliver(CLINIC)).refused("no-goods-for-consignee");
        var delivered = given.when(delivery, deliver(HOSPITAL)).accepted(ShipmentDelivered.class);
        assertThat(delivered.movements().getFirst().to()).isEqualTo(Place.consignee(HOSPITAL));
        given.when(delivery, deliver(HOSPITAL)).refused("already-delivered");
        Park.open().when(delivery, deliver(HOSPITAL)).refused("unknown-shipment");
    }

    private static DeliverShipment refusing(RefusedGoods... refused) {
        return new DeliverShipment(
                new ShipmentId("SH-1"), HOSPITAL, "王医生", null, null, List.of(refused), null);
    }

    private static RefusedGoods broken(int quantity) {
        return new RefusedGoods(STENT, lot("L1"), null, null, quantity, "外箱破损");
    }

    @Test
    void what_a_consignee_refuses_rides_back_and_comes_back_by_scan() {
        Given given = dispatched();
        given.when(delivery, refusing(broken(6))).refused("not-on-board");
        given.when(delivery, refusing(broken(3), broken(3))).refused("not-on-board");
        given.when(delivery, refusing(new RefusedGoods(STENT, lot("L2"), null, null, 1, "批号不符")))
                .refused("not-on-board");
        given.when(delivery, refusing(new RefusedGoods(STENT, null, null, null, 1, "破损")))
                .refused("not-on-board");
        List<WarehouseEvent> events = given.when(delivery, refusing(broken(2))).accepted();
        assertThat(((ShipmentDelivered) events.getFirst()).movements())
                .singleElement()
                .satisfies(taken -> assertThat(taken.quantity()).isEqualTo(3));
        assertThat(((GoodsRefused) events.getLast()).goods())
                .singleElement()
                .satisfies(refused -> assertThat(refused.load().quantity()).isEqualTo(2));
        given.when(delivery, deliver(HOSPITAL)).refused("already-delivered");

        given.when(returning, giveBack(RETURNS, 6)).refused("not-returnable");
        List<WarehouseEvent> back = given.when(returning, giveBack(RETURNS, 3)).accepted();
        assertThat(back)
                .extracting(event -> ((GoodsReturned) event).movement())
                .extracting(moved -> moved.from() + " " + moved.quantity())
                .containsExactly(
                        Place.vehicle(new ShipmentId("SH-1")) + " 2",
                        Place.consignee(HOSPITAL) + " 1");
        given.when(returning, giveBack(RETURNS, 3)).refused("not-returnable");
        given.when(returning, giveBack(RETURNS, 2)).accepted(GoodsReturned.class);
    }

    @Test
    void goods_that_were_handed_over_too_cold_or_too_warm_are_named() {
        for (String celsius : List.of("9.9", "30.1")) {
            assertThat(handedOver(celsius)).containsExactly(STENT);
        }
        for (String celsius : List.of("10", "30.0")) {
            assertThat(handedOver(celsius)).isEmpty();
        }
    }

    private List<Di> handedOver(String celsius) {
        Handover proof =
                new Handover(null, null, null, new BigDecimal(celsius), List.of(), null, List.of());
        return dispatched()
                .when(
                        delivery,
                        new DeliverShipment(
                                new ShipmentId("SH-1"),
                                HOSPITAL,
                                "王医生",
                                null,
                                proof,
                                List.of(),
                                null))
                .accepted(ShipmentDelivered.class)
                .proof()
                .outside();
    }

    @Test
    void a_consignee_may_refuse_all_of_it() {
        Given given = dispatched();
        List<WarehouseEvent> events = given.when(delivery, refusing(broken(5))).accepted();
        assertThat(((ShipmentDelivered) events.getFirst()).loads()).isEmpty();
        given.when(delivery, deliver(HOSPITAL)).refused("already-delivered");
        var back = given.when(returning, giveBack(RETURNS, 5)).accepted(GoodsReturned.class);
        assertThat(back.movement().from()).isEqualTo(Place.vehicle(new ShipmentId("SH-1")));
    }

    @Test
    void a_returns_location_has_to_fit_like_any_other() {
        Location cold = Location.of("W1", "R-COLD");
        Location small = Location.of("W1", "R-SMALL");
        Given given =
                dispatched()
                        .and(delivery, deliver(HOSPITAL))
                        .and(
                                new LocationDefined(
                                        cold,
                                        Zone.RETURNS,
                                        new BigDecimal(2),
                                        new BigDecimal(8),
                                        null))
                        .and(new LocationDefined(small, Zone.RETURNS, null, null, 2));
        given.when(returning, giveBack(cold, 1)).refused("wrong-location");
        given.when(returning, giveBack(small, 3)).refused("location-full");
        given.when(returning, giveBack(small, 2)).accepted(GoodsReturned.class);
    }

    @Test
    void goods_come_back_from_the_consignee_to_be_inspected_again() {
        Given given = dispatched().and(delivery, deliver(HOSPITAL));
        given.and(recall("RC-1", STENT, "L1"));

        var returned = given.when(returning, giveBack(RETURNS, 3)).accepted(GoodsReturned.class);
        assertThat(returned.movement().from()).isEqualTo(Place.consignee(HOSPITAL));
        assertThat(returned.movement().toStatus()).isEqualTo(QualityStatus.RETURNED);
        given.when(returning, giveBack(RETURNS, 3)).refused("not-returnable");
        given.when(returning, giveBack(BIN_A, 1)).refused("wrong-location");
        given.when(returning, giveBack(ELSEWHERE, 1)).refused("wrong-location");
        given.when(returning, giveBack(Location.of("W1", "NOWHERE"), 1))
                .refused("unknown-location");
        given.when(returning, new ReturnGoods(new OrderId("SO-9"), RETURNS, stents("L1", 1)))
                .refused("unknown-order");
        given.when(returning, new ReturnGoods(new OrderId("SO-1"), RETURNS, stents("L2", 1)))
                .refused("not-picked");

        var inspected =
                given.when(new InspectGoodsDecision(), refuse("ASN-OWNER-L1-A-01", STENT, "L1", 3))
                        .accepted(GoodsInspected.class);
        assertThat(inspected.movements().getFirst().fromStatus()).isEqualTo(QualityStatus.RETURNED);
    }

    @Test
    void picked_goods_that_go_back_are_wanted_again() {
        Given given = picked().and(returning, giveBack(RETURNS, 5));

        given.when(checking, check("SO-1", stents("L1", 1))).refused("not-picked");
        given.when(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 10))).accepted();
    }
}
