package io.lotline.core.rules;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.CheckItem;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.PlanShipment;
import io.lotline.core.distribution.PlanShipmentDecision;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Scan;
import io.lotline.core.inbound.FileInboundNotice;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoods;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoods;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// A small park for tests: two owners, two hospitals, a lot-managed stent, a serial-managed pump.
public final class Park {
    public static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    public static final LocalDate EXPIRY = LocalDate.parse("2027-11-23");
    public static final WarehouseId W1 = new WarehouseId("W1");
    public static final EnterpriseId OWNER = new EnterpriseId("OWNER");
    public static final EnterpriseId OTHER_OWNER = new EnterpriseId("OTHER-OWNER");
    public static final EnterpriseId SUPPLIER = new EnterpriseId("SUPPLIER");
    public static final EnterpriseId HOSPITAL = new EnterpriseId("HOSPITAL");
    public static final EnterpriseId CLINIC = new EnterpriseId("CLINIC");
    public static final EnterpriseId CARRIER = new EnterpriseId("CARRIER");
    public static final Di STENT = new Di("06901234567892");
    public static final Di STENT_BOX = new Di("16901234567899");
    public static final Di STENT_CASE = new Di("26901234567896");
    public static final Di PUMP = new Di("06901234567908");
    public static final Location DOCK = Location.of("W1", "DOCK-1");
    public static final Location BIN_A = Location.of("W1", "A-01");
    public static final Location BIN_B = Location.of("W1", "B-01");
    public static final Location REJECTS = Location.of("W1", "X-01");
    public static final Location RETURNS = Location.of("W1", "R-01");
    public static final Location STAGE = Location.of("W1", "OUT-1");
    public static final Location SMALL = Location.of("W1", "SMALL");
    public static final Location COLD = Location.of("W1", "COLD");
    public static final Location ELSEWHERE = Location.of("W2", "DOCK-1");

    private Park() {}

    /// Everything is registered, nothing has happened.
    public static Given open() {
        return Given.given(
                enterprise(OWNER, EnterpriseRole.DEPOSITOR),
                enterprise(OTHER_OWNER, EnterpriseRole.DEPOSITOR),
                enterprise(SUPPLIER, EnterpriseRole.SUPPLIER),
                enterprise(HOSPITAL, EnterpriseRole.CONSIGNEE),
                enterprise(CLINIC, EnterpriseRole.CONSIGNEE),
                enterprise(CARRIER, EnterpriseRole.CARRIER),
                stent(),
                device(PUMP, new Identifiers(true, true, false, false), List.of()),
                location(DOCK, Zone.QUARANTINE),
                location(ELSEWHERE, Zone.QUARANTINE),
                location(BIN_A, Zone.QUALIFIED),
                location(BIN_B, Zone.QUALIFIED),
                location(REJECTS, Zone.NON_CONFORMING),
                location(RETURNS, Zone.RETURNS),
                location(STAGE, Zone.DISPATCH),
                new LocationDefined(SMALL, Zone.QUALIFIED, null, null, 5),
                new LocationDefined(
                        COLD, Zone.QUALIFIED, new BigDecimal(2), new BigDecimal(8), null));
    }

    public static EnterpriseRegistered enterprise(EnterpriseId id, EnterpriseRole role) {
        return new EnterpriseRegistered(id, "企业 " + id, null, Set.of(role), List.of());
    }

    public static EnterpriseRegistered expired(EnterpriseId id, EnterpriseRole role) {
        return new EnterpriseRegistered(
                id,
                "企业 " + id,
                null,
                Set.of(role),
                List.of(
                        new Licence(
                                "沪食药监械经营许20210001号",
                                "经营许可证",
                                List.of("6846"),
                                TODAY.minusYears(5),
                                TODAY.minusDays(1))));
    }

    public static DeviceRegistered stent() {
        return device(
                STENT,
                new Identifiers(true, false, false, true),
                List.of(
                        new PackageLevel(STENT_BOX, STENT, 10),
                        new PackageLevel(STENT_CASE, STENT_BOX, 4)));
    }

    public static DeviceRegistered device(
            Di di, Identifiers identifiers, List<PackageLevel> packages) {
        return new DeviceRegistered(
                di,
                "器械 " + di,
                null,
                null,
                null,
                null,
                null,
                RiskClass.III,
                null,
                true,
                new Storage(BigDecimal.TEN, new BigDecimal(30)),
                identifiers,
                packages);
    }

    public static LocationDefined location(Location location, Zone zone) {
        return new LocationDefined(location, zone, null, null, null);
    }

    public static LotNumber lot(String lot) {
        return new LotNumber(lot);
    }

    public static ScannedGoods stents(String lot, int quantity) {
        return stents(lot, EXPIRY, quantity);
    }

    public static ScannedGoods stents(String lot, LocalDate expiry, int quantity) {
        return ScannedGoods.of(
                STENT, lot(lot), null, null, expiry, quantity, null, scan(lot + quantity), TODAY);
    }

    public static ScannedGoods boxes(Di di, String lot, int quantity) {
        return ScannedGoods.of(
                di, lot(lot), null, null, EXPIRY, quantity, null, scan(lot + quantity), TODAY);
    }

    public static ScannedGoods pump(String serial) {
        return ScannedGoods.of(
                PUMP,
                lot("P1"),
                new SerialNumber(serial),
                null,
                null,
                1,
                null,
                scan("pump" + serial),
                TODAY);
    }

    public static Scan scan(String id) {
        return new Scan(id, "gs1", List.of("]d2" + id), Instant.parse("2026-11-22T00:00:00Z"));
    }

    public static FileInboundNotice notice(String id, EnterpriseId owner, ExpectedLine... lines) {
        return new FileInboundNotice(new NoticeId(id), owner, SUPPLIER, W1, List.of(lines), TODAY);
    }

    public static ExpectedLine line(Di di, int quantity) {
        return new ExpectedLine(di, null, null, quantity);
    }

    public static ReceiveGoods receive(String notice, ScannedGoods goods) {
        return new ReceiveGoods(new NoticeId(notice), DOCK, goods, TODAY);
    }

    public static InspectGoods accept(String notice, Di di, String lot, int quantity) {
        return inspect(notice, di, lot, InspectGoods.Where.ANY, quantity);
    }

    public static InspectGoods inspect(
            String notice, Di di, String lot, InspectGoods.Where where, int quantity) {
        return new InspectGoods(
                new NoticeId(notice),
                di,
                lot(lot),
                Set.of(),
                where,
                Conclusion.QUALIFIED,
                quantity,
                null);
    }

    /// Pumps that are accepted piece by piece.
    public static InspectGoods accept(String notice, String... serials) {
        return new InspectGoods(
                new NoticeId(notice),
                PUMP,
                lot("P1"),
                java.util.Arrays.stream(serials)
                        .map(SerialNumber::new)
                        .collect(java.util.stream.Collectors.toSet()),
                InspectGoods.Where.ANY,
                Conclusion.QUALIFIED,
                serials.length,
                null);
    }

    public static InspectGoods refuse(String notice, Di di, String lot, int quantity) {
        return new InspectGoods(
                new NoticeId(notice),
                di,
                lot(lot),
                Set.of(),
                InspectGoods.Where.ANY,
                Conclusion.NON_CONFORMING,
                quantity,
                "受潮");
    }

    public static PutAwayGoods putAway(Location to, ScannedGoods goods) {
        return new PutAwayGoods(null, DOCK, to, goods, TODAY);
    }

    /// Stents that were received, accepted and put away for an owner.
    public static Given stock(
            Given given,
            EnterpriseId owner,
            String lot,
            LocalDate expiry,
            Location bin,
            int quantity) {
        String notice = "ASN-" + owner + "-" + lot + "-" + bin.id();
        return given.and(
                        new FileInboundNoticeDecision(),
                        notice(notice, owner, line(STENT, quantity)))
                .and(new ReceiveGoodsDecision(), receive(notice, stents(lot, expiry, quantity)))
                .and(new InspectGoodsDecision(), accept(notice, STENT, lot, quantity))
                .and(
                        new PutAwayGoodsDecision(),
                        new PutAwayGoods(
                                new NoticeId(notice),
                                DOCK,
                                bin,
                                stents(lot, expiry, quantity),
                                TODAY));
    }

    /// Pumps that were received, accepted and put away for the owner.
    public static Given pumps(Given given, Location bin, String... serials) {
        String notice = "ASN-PUMPS-" + String.join("-", serials);
        given.and(
                new FileInboundNoticeDecision(), notice(notice, OWNER, line(PUMP, serials.length)));
        for (String serial : serials) {
            given.and(new ReceiveGoodsDecision(), receive(notice, pump(serial)));
        }
        given.and(new InspectGoodsDecision(), accept(notice, serials));
        for (String serial : serials) {
            given.and(
                    new PutAwayGoodsDecision(),
                    new PutAwayGoods(new NoticeId(notice), DOCK, bin, pump(serial), TODAY));
        }
        return given;
    }

    public static PlaceOrder order(String id, EnterpriseId consignee, OrderLine... lines) {
        return new PlaceOrder(new OrderId(id), OWNER, consignee, W1, List.of(lines), TODAY);
    }

    public static OrderLine wanted(String line, Di di, int quantity) {
        return new OrderLine(new LineId(line), di, quantity, null);
    }

    public static OrderLine wanted(String line, Di di, int quantity, int minimumRemainingDays) {
        return new OrderLine(new LineId(line), di, quantity, minimumRemainingDays);
    }

    public static Given ordered(Given given, String id, int quantity) {
        return given.and(
                new PlaceOrderDecision(), order(id, HOSPITAL, wanted("1", STENT, quantity)));
    }

    public static AllocateOrder allocate(String order) {
        return new AllocateOrder(new OrderId(order), null, null, TODAY);
    }

    public static Given allocated(Given given, String order) {
        return given.and(new AllocateOrderDecision(), allocate(order));
    }

    public static PickItem pick(String order, Location bin, ScannedGoods goods) {
        return new PickItem(new OrderId(order), bin, goods, TODAY);
    }

    public static CheckItem check(String order, ScannedGoods goods) {
        return new CheckItem(new OrderId(order), W1, goods);
    }

    public static Given pickedAndChecked(
            Given given, String order, Location bin, ScannedGoods goods) {
        return given.and(new PickItemDecision(), pick(order, bin, goods))
                .and(new CheckItemDecision(), check(order, goods));
    }

    public static PlanShipment shipment(String id, String... orders) {
        return new PlanShipment(
                new ShipmentId(id),
                java.util.Arrays.stream(orders).map(OrderId::new).toList(),
                CARRIER,
                "沪A12345",
                List.of(),
                null,
                TODAY);
    }

    public static Given planned(Given given, String id, String... orders) {
        return given.and(new PlanShipmentDecision(), shipment(id, orders));
    }

    public static StockHeld hold(String id, HoldScope scope) {
        return new StockHeld(new HoldId(id), scope, "包装破损");
    }

    public static HoldReleased released(String id, HoldScope scope) {
        return new HoldReleased(new HoldId(id), scope);
    }

    public static HoldScope scope(Di di, String lot) {
        return new HoldScope(di, lot == null ? null : lot(lot), null, null, null);
    }

    public static RecallStarted recall(String id, Di di, String... lots) {
        return new RecallStarted(
                new RecallId(id),
                1,
                di,
                java.util.Arrays.stream(lots)
                        .map(LotNumber::new)
                        .collect(java.util.stream.Collectors.toSet()),
                Set.of(),
                "断裂风险",
                false);
    }
}
