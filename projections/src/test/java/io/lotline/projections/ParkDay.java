package io.lotline.projections;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkSubject;
import io.lotline.core.values.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// The events of a day in the park, as the decisions would write them.
final class ParkDay {
    static final Instant MORNING = Instant.parse("2026-11-22T00:30:00Z"); // 08:30 in the park
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    static final LocalDate EXPIRY = LocalDate.of(2027, 1, 10);

    static final EnterpriseId OWNER = new EnterpriseId("OWNER");
    static final EnterpriseId SUPPLIER = new EnterpriseId("SUPPLIER");
    static final EnterpriseId HOSPITAL = new EnterpriseId("HOSPITAL");
    static final EnterpriseId CARRIER = new EnterpriseId("CARRIER");
    static final WarehouseId WAREHOUSE = new WarehouseId("W1");
    static final Location DOCK = Location.of("W1", "DOCK");
    static final Location BIN = Location.of("W1", "A-01");
    static final Location OTHER_BIN = Location.of("W1", "A-02");
    static final Di STENT = new Di("06901234567892");
    static final Di STENT_BOX = new Di("16901234567899");
    static final LotNumber LOT = new LotNumber("LOT/7");
    static final StockItem ITEM = new StockItem(OWNER, STENT, LOT);
    static final NoticeId NOTICE = new NoticeId("ASN-1");
    static final OrderId ORDER = new OrderId("SO-1");
    static final LineId LINE = new LineId("1");
    static final WaveId WAVE = new WaveId("WAVE-1");
    static final ShipmentId SHIPMENT = new ShipmentId("SHIP-1");

    private ParkDay() {}

    static Scan scan(Instant at) {
        return new Scan("scan-" + at.toEpochMilli(), "gs1", List.of("]d2..."), at);
    }

    static EnterpriseRegistered enterprise(
            EnterpriseId id, EnterpriseRole role, LocalDate licensedTo) {
        return new EnterpriseRegistered(
                id,
                "Name of " + id,
                null,
                Set.of(role),
                licensedTo == null
                        ? List.of()
                        : List.of(
                                new Licence(
                                        "L-" + id,
                                        "经营许可证",
                                        List.of("III"),
                                        LocalDate.of(2020, 1, 1),
                                        licensedTo)));
    }

    static DeviceRegistered stent() {
        return new DeviceRegistered(
                STENT,
                "Stent",
                null,
                null,
                null,
                null,
                null,
                RiskClass.III,
                "13-07-01",
                true,
                null,
                new Identifiers(true, false, false, true),
                List.of(new PackageLevel(STENT_BOX, STENT, 10)));
    }

    static LocationDefined location(Location location, Zone zone) {
        return new LocationDefined(location, zone, null, null, null);
    }

    static InboundNoticeFiled notice(int quantity) {
        return new InboundNoticeFiled(
                NOTICE,
                OWNER,
                SUPPLIER,
                WAREHOUSE,
                List.of(new ExpectedLine(STENT, LOT, EXPIRY, quantity)));
    }

    static GoodsReceived received(LotNumber lot, int quantity, Instant scanned) {
        return new GoodsReceived(
                NOTICE,
                Movement.of(
                        new StockItem(OWNER, STENT, lot),
                        null,
                        EXPIRY,
                        quantity,
                        Place.supplier(SUPPLIER),
                        Place.location(DOCK),
                        QualityStatus.PENDING_INSPECTION),
                null,
                null,
                scan(scanned));
    }

    static GoodsReceived receivedSerial(String serial) {
        return new GoodsReceived(
                NOTICE,
                Movement.of(
                        ITEM,
                        new SerialNumber(serial),
                        EXPIRY,
                        1,
                        Place.supplier(SUPPLIER),
                        Place.location(DOCK),
                        QualityStatus.PENDING_INSPECTION),
                null,
                null,
                scan(MORNING));
    }

    static GoodsInspected inspected(int quantity, Conclusion conclusion) {
        return new GoodsInspected(
                NOTICE,
                ITEM,
                conclusion,
                quantity,
                null,
                List.of(
                        new Movement(
                                ITEM,
                                null,
                                EXPIRY,
                                quantity,
                                Place.location(DOCK),
                                Place.location(DOCK),
                                QualityStatus.PENDING_INSPECTION,
                                conclusion == Conclusion.QUALIFIED
                                        ? QualityStatus.QUALIFIED
                                        : QualityStatus.NON_CONFORMING)));
    }

    static GoodsPutAway putAway(int quantity, Location to) {
        return new GoodsPutAway(
                NOTICE,
                Movement.of(
                        ITEM,
                        null,
                        EXPIRY,
                        quantity,
                        Place.location(DOCK),
                        Place.location(to),
                        QualityStatus.QUALIFIED),
                scan(MORNING));
    }

    static OrderPlaced order(int quantity) {
        return new OrderPlaced(
                ORDER,
                OWNER,
                HOSPITAL,
                WAREHOUSE,
                List.of(new OrderLine(LINE, STENT, quantity, null)));
    }

    static Allocation promise(Location at, int quantity) {
        return new Allocation(LINE, ITEM, null, EXPIRY, at, quantity);
    }

    static OrderAllocated allocated(int missing, Allocation... allocations) {
        return new OrderAllocated(
                ORDER,
                OWNER,
                List.of(allocations),
                List.of(),
                missing == 0 ? List.of() : List.of(new Shortage(LINE, STENT, missing)));
    }

    static WavePlanned wave() {
        return new WavePlanned(WAVE, WAREHOUSE, List.of(ORDER));
    }

    static ItemPicked picked(Location from, int quantity) {
        return new ItemPicked(
                ORDER,
                LINE,
                Movement.of(
                        ITEM,
                        null,
                        EXPIRY,
                        quantity,
                        Place.location(from),
                        Place.order(ORDER),
                        QualityStatus.QUALIFIED),
                quantity,
                List.of(),
                scan(MORNING));
    }

    static ItemChecked checked(int quantity) {
        return new ItemChecked(ORDER, LINE, new Picked(ITEM, null, quantity), scan(MORNING));
    }

    static ShipmentPlanned planned() {
        return new ShipmentPlanned(
                SHIPMENT, WAREHOUSE, List.of(ORDER), CARRIER, "A 123", List.of(HOSPITAL));
    }

    static Load load(int quantity) {
        return new Load(ORDER, LINE, HOSPITAL, ITEM, null, EXPIRY, quantity);
    }

    static ShipmentDispatched dispatched(int quantity) {
        return new ShipmentDispatched(
                SHIPMENT,
                List.of(load(quantity)),
                List.of(
                        Movement.of(
                                ITEM,
                                null,
                                EXPIRY,
                                quantity,
                                Place.order(ORDER),
                                Place.vehicle(SHIPMENT),
                                QualityStatus.QUALIFIED)));
    }

    static ShipmentDelivered delivered(int quantity) {
        return new ShipmentDelivered(
                SHIPMENT,
                HOSPITAL,
                "Dr Li",
                null,
                List.of(load(quantity)),
                List.of(
                        Movement.of(
                                ITEM,
                                null,
                                EXPIRY,
                                quantity,
                                Place.vehicle(SHIPMENT),
                                Place.consignee(HOSPITAL),
                                QualityStatus.QUALIFIED)));
    }

    /// A refused scan of a lot, as item `i`.
    static ScanRefused refused(int i, WarehouseId warehouse, Di di, WorkKind kind) {
        return new ScanRefused(
                WorkItemId.of(MORNING, new WorkSubject("about-" + i)),
                kind,
                new Attempted(
                        "operator-" + i % 7,
                        null,
                        warehouse,
                        "receive",
                        "ASN-" + i,
                        null,
                        null,
                        null,
                        di,
                        null,
                        null,
                        1,
                        SUPPLIER),
                new Refusal("over-receipt", "There are too many.\nMaybe set them aside.", "{}"),
                scan(MORNING));
    }
}
