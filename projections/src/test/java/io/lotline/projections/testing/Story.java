package io.lotline.projections.testing;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
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
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the history of goods straight into a log, in the words of the warehouse.
public final class Story {
    public static final Di DI = new Di("06901234567892");
    public static final LotNumber LOT = new LotNumber("LOT7");
    public static final EnterpriseId ALPHA = new EnterpriseId("ALPHA");
    public static final EnterpriseId BETA = new EnterpriseId("BETA");
    public static final EnterpriseId MAKER = new EnterpriseId("MAKER");
    public static final EnterpriseId HOSPITAL = new EnterpriseId("HOSPITAL");
    public static final EnterpriseId CLINIC = new EnterpriseId("CLINIC");
    public static final Location DOCK = Location.of("W1", "DOCK-1");
    public static final Location BIN = Location.of("W1", "A-01");
    public static final Location RETURNS = Location.of("W1", "RET-1");
    public static final LocalDate EXPIRY = LocalDate.of(2027, 6, 30);
    public static final Instant START = Instant.parse("2026-11-20T01:00:00Z");
    private static final LineId LINE = new LineId("1");

    private final EventLog log;
    private final Map<String, Integer> loaded = new HashMap<>();
    private int scans;
    private long minutes;

    public Story(EventLog log) {
        this.log = log;
    }

    /// Appends an event a minute after the last one.
    public long happens(WarehouseEvent event) {
        return happen(List.of(event));
    }

    public long happen(List<? extends WarehouseEvent> events) {
        List<NewEvent> stored = new ArrayList<>();
        for (WarehouseEvent event : events) {
            stored.add(
                    new NewEvent(
                            UUID.nameUUIDFromBytes(("event-" + minutes).getBytes()).toString(),
                            EventCatalogue.nameOf(event.getClass()),
                            EventCatalogue.versionOf(event.getClass()),
                            START.plusSeconds(60 * minutes++),
                            "key-operator",
                            event.tags(),
                            EventJson.write(event),
                            Map.of()));
        }
        return log.append(stored, new AppendCondition(Criteria.NOTHING, 0)).join().last();
    }

    public Story masterData() {
        happens(
                new DeviceRegistered(
                        DI,
                        "冠状动脉药物洗脱支架系统",
                        "DES-3018",
                        "3.0 × 18 mm",
                        "国械注准20203130001",
                        LocalDate.of(2030, 1, 1),
                        "高淳医疗器械有限公司",
                        RiskClass.III,
                        "13-07",
                        true,
                        null,
                        new Identifiers(true, false, false, true),
                        List.of()));
        enterprise(ALPHA, "甲器械经营有限公司", EnterpriseRole.DEPOSITOR);
        enterprise(BETA, "乙器械经营有限公司", EnterpriseRole.DEPOSITOR);
        enterprise(MAKER, "高淳医疗器械有限公司", EnterpriseRole.SUPPLIER);
        enterprise(HOSPITAL, "南京市第一医院", EnterpriseRole.CONSIGNEE);
        enterprise(CLINIC, "高淳区人民医院", EnterpriseRole.CONSIGNEE);
        return this;
    }

    private void enterprise(EnterpriseId id, String name, EnterpriseRole role) {
        happens(new EnterpriseRegistered(id, name, null, Set.of(role), List.of()));
    }

    public static StockItem goods(EnterpriseId owner) {
        return new StockItem(owner, DI, LOT);
    }

    public GoodsReceived receipt(
            String notice, EnterpriseId owner, int quantity, @Nullable SerialNumber serial) {
        return new GoodsReceived(
                new NoticeId(notice),
                Movement.of(
                        goods(owner),
                        serial,
                        EXPIRY,
                        quantity,
                        Place.supplier(MAKER),
                        Place.location(DOCK),
                        QualityStatus.PENDING_INSPECTION),
                LocalDate.of(2025, 6, 30),
                null,
                scan());
    }

    public Story receives(String notice, EnterpriseId owner, int quantity) {
        happens(receipt(notice, owner, quantity, null));
        return this;
    }

    /// Inspection and putaway.
    public Story accepts(String notice, EnterpriseId owner, int quantity) {
        Place dock = Place.location(DOCK);
        happens(
                new GoodsInspected(
                        new NoticeId(notice),
                        goods(owner),
                        Conclusion.QUALIFIED,
                        quantity,
                        null,
                        List.of(
                                new Movement(
                                        goods(owner),
                                        null,
                                        EXPIRY,
                                        quantity,
                                        dock,
                                        dock,
                                        QualityStatus.PENDING_INSPECTION,
                                        QualityStatus.QUALIFIED))));
        happens(
                new GoodsPutAway(
                        new NoticeId(notice),
                        qualified(owner, quantity, dock, Place.location(BIN)),
                        scan()));
        return this;
    }

    public Story orders(String order, EnterpriseId owner, EnterpriseId consignee, int quantity) {
        happens(
                new OrderPlaced(
                        new OrderId(order),
                        owner,
                        consignee,
                        new WarehouseId("W1"),
                        List.of(new OrderLine(LINE, DI, quantity, null))));
        return this;
    }

    public Story picks(String order, EnterpriseId owner, int quantity) {
        OrderId id = new OrderId(order);
        happens(
                new ItemPicked(
                        id,
                        LINE,
                        qualified(owner, quantity, Place.location(BIN), Place.order(id)),
                        0,
                        List.of(),
                        scan()));
        happens(new ItemChecked(id, LINE, new Picked(goods(owner), null, quantity), scan()));
        return this;
    }

    public Story packs(String order, EnterpriseId owner, int quantity, Sscc container) {
        happens(
                new ItemPacked(
                        new OrderId(order),
                        container,
                        new Picked(goods(owner), null, quantity),
                        scan()));
        return this;
    }

    public Story loads(String shipment, String order, EnterpriseId owner, int quantity) {
        loaded.merge(shipment + "/" + order, quantity, Integer::sum);
        Place from = Place.order(new OrderId(order));
        Place to = Place.vehicle(new ShipmentId(shipment));
        happens(
                new ItemLoaded(
                        new ShipmentId(shipment),
                        new OrderId(order),
                        qualified(owner, quantity, from, to),
                        scan()));
        return this;
    }

    public static Load load(
            String order, EnterpriseId owner, EnterpriseId consignee, int quantity) {
        return new Load(new OrderId(order), LINE, consignee, goods(owner), null, EXPIRY, quantity);
    }

    /// Dispatch of everything on board; what was not loaded by scan moves with it.
    public Story dispatches(String shipment, Load... loads) {
        List<Movement> movements = new ArrayList<>();
        for (Load load : loads) {
            int left = load.quantity() - loaded.getOrDefault(shipment + "/" + load.order(), 0);
            if (left > 0) {
                movements.add(
                        qualified(
                                load.item().owner(),
                                left,
                                Place.order(load.order()),
                                Place.vehicle(new ShipmentId(shipment))));
            }
        }
        happens(new ShipmentDispatched(new ShipmentId(shipment), List.of(loads), movements));
        return this;
    }

    public Story delivers(String shipment, Load... loads) {
        EnterpriseId consignee = loads[0].consignee();
        List<Movement> movements = new ArrayList<>();
        for (Load load : loads) {
            movements.add(
                    qualified(
                            load.item().owner(),
                            load.quantity(),
                            Place.vehicle(new ShipmentId(shipment)),
                            Place.consignee(consignee)));
        }
        happens(
                new ShipmentDelivered(
                        new ShipmentId(shipment),
                        consignee,
                        "王护士",
                        null,
                        List.of(loads),
                        movements));
        return this;
    }

    public Story returns(String order, EnterpriseId owner, EnterpriseId from, int quantity) {
        happens(
                new GoodsReturned(
                        new OrderId(order),
                        LINE,
                        new Movement(
                                goods(owner),
                                null,
                                EXPIRY,
                                quantity,
                                Place.consignee(from),
                                Place.location(RETURNS),
                                QualityStatus.QUALIFIED,
                                QualityStatus.RETURNED),
                        scan()));
        return this;
    }

    public Movement qualified(EnterpriseId owner, int quantity, Place from, Place to) {
        return Movement.of(goods(owner), null, EXPIRY, quantity, from, to, QualityStatus.QUALIFIED);
    }

    public Scan scan() {
        return new Scan(
                "scan-" + ++scans,
                "gs1",
                List.of("]d201069012345678921727063010LOT7"),
                START.plusSeconds(60 * minutes));
    }
}
