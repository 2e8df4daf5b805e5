package io.lotline.projections;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.inventory.StockRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A random history of stock in which goods leave only where they are, and what it comes to: worked
/// out from all of it at once, with the core's own rule of what stops goods.
final class StockHistory {
    static final List<EnterpriseId> OWNERS =
            List.of(new EnterpriseId("A"), new EnterpriseId("A-1"), new EnterpriseId("B"));
    static final List<Di> DEVICES =
            List.of(new Di("06901234567892"), new Di("06901234567908"), new Di("06901234567915"));
    static final List<LotNumber> LOTS =
            List.of(new LotNumber("L1"), new LotNumber("L/2"), new LotNumber("L3"));
    static final List<Location> BINS =
            List.of(Location.of("W1", "A-1"), Location.of("W1", "A-2"), Location.of("W2", "A-1"));
    private static final OrderId ORDER = new OrderId("SO-1");
    private static final LineId LINE = new LineId("1");

    private final Random random;
    private final LocalDate today;
    private final Map<Cell, Integer> cells = new LinkedHashMap<>();
    private final Map<Cell, Integer> promised = new LinkedHashMap<>();
    private final Map<Location, Zone> zones = new LinkedHashMap<>();
    private final Map<HoldId, HoldScope> open = new LinkedHashMap<>();
    private final List<Movement> onOrders = new ArrayList<>();
    private LotStanding standing = LotStanding.FREE;
    private Instant scanned = ParkDay.MORNING;
    private int count;

    StockHistory(Random random, LocalDate today) {
        this.random = random;
        this.today = today;
    }

    private record Bin(StockItem item, Location at) {}

    private record Cell(
            Bin bin,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiry,
            QualityStatus status) {
        Cell with(QualityStatus other) {
            return new Cell(bin, serial, expiry, other);
        }
    }

    /// The events that follow are scanned at this time.
    StockHistory scannedAt(Instant at) {
        scanned = at;
        return this;
    }

    /// The next event; the first ones define the bins.
    WarehouseEvent next() {
        count++;
        if (count <= BINS.size()) {
            return defined(BINS.get(count - 1), Zone.QUALIFIED);
        }
        WarehouseEvent event =
                switch (random.nextInt(14)) {
                    case 0, 1, 2 -> received();
                    case 3, 4 -> cells.isEmpty() ? received() : moved();
                    case 5, 6 -> cells.isEmpty() ? received() : inspected();
                    case 7 -> cells.isEmpty() ? received() : promise();
                    case 8 -> cells.isEmpty() ? received() : picked();
                    case 9 -> new StockHeld(new HoldId("H-" + count), scope(), "because");
                    case 12 -> onOrders.isEmpty() ? received() : putBack();
                    case 10 -> open.isEmpty() ? received() : released();
                    case 11 ->
                            random.nextInt(3) > 0
                                    ? received()
                                    : defined(any(BINS), any(List.of(Zone.values())));
                    default -> random.nextInt(4) > 0 ? received() : recalled();
                };
        standing = standing.evolve(event);
        if (event instanceof StockHeld held) {
            open.put(held.hold(), held.scope());
        }
        for (Movement m : event.movements()) {
            book(m, m.from(), m.fromStatus(), -m.quantity());
            book(m, m.to(), m.toStatus(), m.quantity());
        }
        return event;
    }

    private void book(Movement m, Place place, QualityStatus status, int quantity) {
        if (place.kind() == Place.Kind.LOCATION) {
            Cell cell =
                    new Cell(
                            new Bin(m.item(), place.asLocation()),
                            m.serial(),
                            m.expiryDate(),
                            status);
            if (cells.merge(cell, quantity, Integer::sum) == 0) {
                cells.remove(cell);
            }
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private GoodsReceived received() {
        boolean single = random.nextBoolean();
        Di di = any(DEVICES);
        LotNumber lot = di.equals(DEVICES.getLast()) ? null : any(LOTS);
        LocalDate expiry =
                switch (random.nextInt(6)) {
                    case 0 -> null;
                    case 1 -> today.minusDays(random.nextInt(3));
                    default -> today.plusDays(random.nextInt(400));
                };
        return new GoodsReceived(
                new NoticeId("ASN"),
                Movement.of(
                        new StockItem(any(OWNERS), di, lot),
                        single ? new SerialNumber("S%04d".formatted(count)) : null,
                        expiry,
                        single ? 1 : 1 + random.nextInt(20),
                        Place.supplier(new EnterpriseId("MAKER")),
                        Place.location(any(BINS)),
                        random.nextInt(3) > 0
                                ? QualityStatus.QUALIFIED
                                : QualityStatus.PENDING_INSPECTION),
                null,
                null,
                ParkDay.scan(scanned));
    }

    private Movement movement(Place to, @Nullable QualityStatus status) {
        Cell cell = any(List.copyOf(cells.keySet()));
        int quantity = 1 + random.nextInt(cells.get(cell));
        return new Movement(
                cell.bin().item(),
                cell.serial(),
                cell.expiry(),
                quantity,
                Place.location(cell.bin().at()),
                to,
                cell.status(),
                status == null ? cell.status() : status);
    }

    private GoodsMoved moved() {
        return new GoodsMoved(movement(Place.location(any(BINS)), null), ParkDay.scan(scanned));
    }

    private WarehouseEvent inspected() {
        QualityStatus status = any(List.of(QualityStatus.values()));
        Movement m = movement(Place.location(any(BINS)), status);
        return new GoodsMoved(m, ParkDay.scan(scanned));
    }

    /// Now and then more than there is: what is stopped is set apart, promised or not.
    private OrderAllocated promise() {
        Cell cell = any(List.copyOf(cells.keySet())).with(QualityStatus.QUALIFIED);
        int quantity = cell.serial() == null ? 1 + random.nextInt(10) : 1;
        promised.merge(cell, quantity, Integer::sum);
        return new OrderAllocated(
                ORDER,
                cell.bin().item().owner(),
                List.of(
                        new Allocation(
                                LINE,
                                cell.bin().item(),
                                cell.serial(),
                                cell.expiry(),
                                cell.bin().at(),
                                quantity)),
                List.of(),
                List.of());
    }

    private ItemPicked picked() {
        Movement m = movement(Place.order(ORDER), null);
        Cell cell =
                new Cell(
                        new Bin(m.item(), m.from().asLocation()),
                        m.serial(),
                        m.expiryDate(),
                        QualityStatus.QUALIFIED);
        int kept = Math.min(m.quantity(), promised.getOrDefault(cell, 0));
        promised.merge(cell, -kept, Integer::sum);
        onOrders.add(m);
        return new ItemPicked(ORDER, LINE, m, kept, List.of(), ParkDay.scan(scanned));
    }

    private GoodsMoved putBack() {
        Movement picked = onOrders.removeLast();
        return new GoodsMoved(
                new Movement(
                        picked.item(),
                        picked.serial(),
                        picked.expiryDate(),
                        picked.quantity(),
                        picked.to(),
                        Place.location(any(BINS)),
                        picked.toStatus(),
                        picked.toStatus()),
                ParkDay.scan(scanned));
    }

    private LocationDefined defined(Location bin, Zone zone) {
        zones.put(bin, zone);
        return new LocationDefined(bin, zone, null, null, count);
    }

    private HoldScope scope() {
        Location at = any(BINS);
        String location =
                switch (random.nextInt(5)) {
                    case 0 -> at.toString();
                    case 1 -> at.id().value();
                    default -> null;
                };
        boolean single = random.nextInt(3) == 0;
        return new HoldScope(
                any(DEVICES),
                random.nextInt(3) > 0 ? any(LOTS) : null,
                single ? new SerialNumber("S%04d".formatted(1 + random.nextInt(count))) : null,
                location,
                random.nextInt(3) == 0 ? any(OWNERS) : null);
    }

    private HoldReleased released() {
        HoldId hold = any(List.copyOf(open.keySet()));
        return new HoldReleased(hold, open.remove(hold));
    }

    private RecallStarted recalled() {
        boolean lots = random.nextBoolean();
        return new RecallStarted(
                new RecallId("R-" + count),
                1,
                any(DEVICES),
                lots ? Set.of(any(LOTS)) : Set.of(),
                lots
                        ? Set.of()
                        : Set.of(new SerialNumber("S%04d".formatted(1 + random.nextInt(count)))),
                "breaks",
                false);
    }

    /// All rows that the history comes to, in no order.
    List<StockRow> rows() {
        List<StockRow> rows = new ArrayList<>();
        cells.forEach(
                (cell, quantity) ->
                        rows.add(
                                row(
                                        cell,
                                        quantity,
                                        cell.status() == QualityStatus.QUALIFIED
                                                ? Math.clamp(
                                                        promised.getOrDefault(cell, 0), 0, quantity)
                                                : 0)));
        return rows;
    }

    private boolean goesOutFrom(Location at) {
        Zone zone = zones.get(at);
        return zone == Zone.QUALIFIED || zone == Zone.DISPATCH;
    }

    private StockRow row(Cell cell, int quantity, int allocated) {
        StockItem item = cell.bin().item();
        Location at = cell.bin().at();
        StockStatus status =
                standing.status(item, cell.serial(), cell.expiry(), cell.status(), at, today);
        return new StockRow(
                item.owner(),
                item.di(),
                item.lot(),
                cell.serial(),
                cell.expiry(),
                at.warehouse(),
                at.id(),
                status,
                quantity,
                allocated,
                status == StockStatus.QUALIFIED && goesOutFrom(at) ? quantity - allocated : 0);
    }

    /// The sums over some rows, by what a row belongs to.
    static <K> Map<K, Long> sums(List<StockRow> rows, java.util.function.Function<StockRow, K> of) {
        Map<K, Long> sums = new TreeMap<>(Comparator.comparing(Object::toString));
        rows.forEach(
                row -> {
                    K key = of.apply(row);
                    if (key != null) {
                        sums.merge(key, (long) row.quantity(), Long::sum);
                    }
                });
        return sums;
    }
}
