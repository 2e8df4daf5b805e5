package io.lotline.ops.bench;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The park in which growth is measured: its master data, and the events of its past.
final class GrowthPark {
    static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    static final LocalDate EXPIRY = LocalDate.parse("2028-11-23");
    static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
    static final WarehouseId W1 = new WarehouseId("W1");
    static final EnterpriseId OWNER = new EnterpriseId("kangda");
    static final EnterpriseId SUPPLIER = new EnterpriseId("maker");
    static final EnterpriseId HOSPITAL = new EnterpriseId("hospital");

    /// By lot, without serial numbers.
    static final Di STENT = new Di("06901234567892");

    /// By serial number.
    static final Di PUMP = new Di("06901234567908");

    static final Location DOCK = Location.of("W1", "DOCK-1");
    static final Location BIN_A = Location.of("W1", "A-01");
    static final Location BIN_B = Location.of("W1", "B-01");

    private static final int COMMIT = 200;
    private static final String RUN = UUID.randomUUID().toString().substring(0, 24);
    private static final AtomicLong EVENTS = new AtomicLong();

    private GrowthPark() {}

    static List<WarehouseEvent> masterData() {
        return List.of(
                new EnterpriseRegistered(
                        OWNER, "康达", null, Set.of(EnterpriseRole.DEPOSITOR), List.of()),
                new EnterpriseRegistered(
                        SUPPLIER, "厂家", null, Set.of(EnterpriseRole.SUPPLIER), List.of()),
                new EnterpriseRegistered(
                        HOSPITAL, "人民医院", null, Set.of(EnterpriseRole.CONSIGNEE), List.of()),
                device(STENT, new Identifiers(true, false, false, true)),
                device(PUMP, new Identifiers(true, true, false, false)),
                new LocationDefined(DOCK, Zone.QUARANTINE, null, null, null),
                new LocationDefined(BIN_A, Zone.QUALIFIED, null, null, null),
                new LocationDefined(BIN_B, Zone.QUALIFIED, null, null, null));
    }

    private static DeviceRegistered device(Di di, Identifiers identifiers) {
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
                false,
                null,
                identifiers,
                List.of());
    }

    static Scan scan(String id) {
        return new Scan(id, "gs1", List.of("]d2" + id), AT);
    }

    static ScannedGoods stents(String lot, int quantity) {
        return ScannedGoods.of(
                STENT, new LotNumber(lot), null, null, EXPIRY, quantity, null, scan(lot), TODAY);
    }

    static ScannedGoods pump(int serial) {
        return ScannedGoods.of(
                PUMP,
                new LotNumber("P1"),
                serial(serial),
                null,
                null,
                1,
                null,
                scan("P" + serial),
                TODAY);
    }

    static SerialNumber serial(int i) {
        return new SerialNumber("S" + i);
    }

    static StockItem item(Di di, String lot) {
        return new StockItem(OWNER, di, new LotNumber(lot));
    }

    static InboundNoticeFiled notice(String id, Di di, int quantity) {
        return new InboundNoticeFiled(
                new NoticeId(id),
                OWNER,
                SUPPLIER,
                W1,
                List.of(new ExpectedLine(di, null, null, quantity)));
    }

    /// Goods that came in under a notice: accepted and in a bin, or waiting at the dock.
    static GoodsReceived received(
            String notice, Di di, String lot, @Nullable SerialNumber serial, int quantity) {
        return new GoodsReceived(
                new NoticeId(notice),
                movement(
                        di,
                        lot,
                        serial,
                        quantity,
                        Place.supplier(SUPPLIER),
                        Place.location(DOCK),
                        QualityStatus.PENDING_INSPECTION),
                null,
                null,
                scan("R" + EVENTS.get()));
    }

    /// Goods that lie in a bin, qualified, however they came there.
    static GoodsMoved arrived(
            Di di, String lot, @Nullable SerialNumber serial, int quantity, Location bin) {
        return new GoodsMoved(
                movement(
                        di,
                        lot,
                        serial,
                        quantity,
                        Place.supplier(SUPPLIER),
                        Place.location(bin),
                        QualityStatus.QUALIFIED),
                scan("A" + EVENTS.get()));
    }

    static GoodsMoved moved(Di di, String lot, int quantity, Location from, Location to) {
        return new GoodsMoved(
                movement(
                        di,
                        lot,
                        null,
                        quantity,
                        Place.location(from),
                        Place.location(to),
                        QualityStatus.QUALIFIED),
                scan("M" + EVENTS.get()));
    }

    private static Movement movement(
            Di di,
            String lot,
            @Nullable SerialNumber serial,
            int quantity,
            Place from,
            Place to,
            QualityStatus status) {
        return Movement.of(
                item(di, lot), serial, serial == null ? EXPIRY : null, quantity, from, to, status);
    }

    static OrderPlaced order(String id, Di di, int quantity) {
        return new OrderPlaced(
                new OrderId(id),
                OWNER,
                HOSPITAL,
                W1,
                List.of(new OrderLine(new LineId("1"), di, quantity, null)));
    }

    static OrderAllocated promised(String order, Di di, String lot, int quantity, Location bin) {
        return new OrderAllocated(
                new OrderId(order),
                OWNER,
                List.of(
                        new Allocation(
                                new LineId("1"), item(di, lot), null, EXPIRY, bin, quantity)),
                List.of(),
                List.of());
    }

    static ItemPicked picked(String order, int serial) {
        return new ItemPicked(
                new OrderId(order),
                new LineId("1"),
                movement(
                        PUMP,
                        "P1",
                        serial(serial),
                        1,
                        Place.location(BIN_A),
                        Place.order(new OrderId(order)),
                        QualityStatus.QUALIFIED),
                0,
                List.of(),
                scan("K" + serial));
    }

    /// A hold on a lot that was released again.
    static List<WarehouseEvent> heldAndReleased(String id, String lot) {
        HoldScope scope = new HoldScope(STENT, new LotNumber(lot), null, null, null);
        return List.of(
                new StockHeld(new HoldId(id), scope, "包装破损"),
                new HoldReleased(new HoldId(id), scope));
    }

    /// Fills a log with the park's master data and a past.
    static void fill(EventLog log, Stream<? extends WarehouseEvent> past)
            throws InterruptedException {
        fill(log, past, COMMIT);
    }

    static void fill(EventLog log, Stream<? extends WarehouseEvent> past, int perAppend)
            throws InterruptedException {
        BenchLog.fill(
                log,
                Stream.concat(masterData().stream(), past)
                        .<List<WarehouseEvent>>gather(Gatherers.windowFixed(perAppend))
                        .map(GrowthPark::stored));
    }

    /// The events on their way into the log, with the tags that the warehouse gives them.
    static List<NewEvent> stored(List<? extends WarehouseEvent> events) {
        List<NewEvent> stored = new ArrayList<>(events.size());
        for (WarehouseEvent event : events) {
            stored.add(
                    new NewEvent(
                            RUN + HexFormat.of().toHexDigits(EVENTS.incrementAndGet(), 12),
                            EventCatalogue.nameOf(event.getClass()),
                            1,
                            Instant.now(),
                            "bench",
                            event.tags(),
                            EventJson.write(event),
                            Map.of()));
        }
        return stored;
    }
}
