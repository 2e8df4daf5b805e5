package io.lotline.projections.testing;

import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.CountId;
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
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Random histories of goods that never move what is not there: lots of two owners, some with
/// serial numbers, from the supplier to the consignee and back, held and recalled on the way.
public final class RandomGoods {
    public static final Di DI = Story.DI;
    public static final LotNumber PLAIN = new LotNumber("PLAIN/1");
    public static final LotNumber PIECES = new LotNumber("PIECES");
    private static final List<EnterpriseId> OWNERS = List.of(Story.ALPHA, Story.BETA);
    private static final List<EnterpriseId> CONSIGNEES = List.of(Story.HOSPITAL, Story.CLINIC);
    private static final List<String> BINS = List.of("DOCK", "A-01", "A-02", "RET");
    private static final LineId LINE = new LineId("1");
    private static final Sscc BOX = new Sscc("106141412345678908");

    private final Random random;
    private final Map<Cell, Integer> cells = new LinkedHashMap<>();
    private final Map<OrderId, EnterpriseId> orders = new LinkedHashMap<>();
    private final Map<ShipmentId, List<Load>> vehicles = new LinkedHashMap<>();
    private final Map<ShipmentId, List<Load>> onTheWayBack = new LinkedHashMap<>();
    private final Map<HoldId, HoldScope> holds = new LinkedHashMap<>();
    private final Map<RecallId, RecallStarted> recalls = new LinkedHashMap<>();
    private final Set<SerialNumber> serials = new LinkedHashSet<>();
    private int count;

    public RandomGoods(Random random) {
        this.random = random;
    }

    /// Every serial number there is, and one that is not.
    public List<SerialNumber> serials() {
        List<SerialNumber> all = new ArrayList<>(serials);
        all.add(new SerialNumber("NEVER"));
        return all;
    }

    /// What happens next: at least one event.
    public List<WarehouseEvent> next() {
        while (true) {
            List<WarehouseEvent> events =
                    switch (random.nextInt(16)) {
                        case 0, 1, 2 -> receive();
                        case 3 -> inspect();
                        case 4, 5 -> moveOn();
                        case 6, 7 -> pick();
                        case 8 -> check();
                        case 9 -> load();
                        case 10 -> unload();
                        case 11 -> dispatch();
                        case 12 -> deliver();
                        case 13 -> random.nextInt(3) == 0 ? rideBack() : giveBack();
                        case 14 -> stop();
                        default -> release();
                    };
            events.forEach(event -> event.movements().forEach(this::book));
            if (!events.isEmpty()) {
                return events;
            }
        }
    }

    private void book(Movement m) {
        cells.merge(
                new Cell(m.item(), m.serial(), m.expiryDate(), m.from(), m.fromStatus()),
                -m.quantity(),
                Integer::sum);
        cells.merge(
                new Cell(m.item(), m.serial(), m.expiryDate(), m.to(), m.toStatus()),
                m.quantity(),
                Integer::sum);
        cells.values().removeIf(quantity -> quantity == 0);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Optional<Cell> cell(Predicate<Cell> which) {
        List<Cell> found =
                cells.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0 && which.test(entry.getKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
    }

    private Optional<Cell> at(Place.Kind kind) {
        return cell(cell -> cell.place().kind() == kind);
    }

    private int some(Cell cell) {
        return 1 + random.nextInt(cells.getOrDefault(cell, 1));
    }

    private Scan scan() {
        count++;
        return new Scan("scan-" + count, "gs1", List.of("]d2"), Instant.EPOCH.plusSeconds(count));
    }

    private static Place bin(String id) {
        return Place.location(Location.of("W1", id));
    }

    private List<WarehouseEvent> receive() {
        boolean piece = random.nextBoolean();
        SerialNumber serial = piece ? new SerialNumber("S" + serials.size()) : null;
        if (serial != null) {
            serials.add(serial);
        }
        StockItem item = new StockItem(one(OWNERS), DI, piece ? PIECES : PLAIN);
        return List.of(
                new GoodsReceived(
                        new NoticeId("ASN-" + random.nextInt(3)),
                        Movement.of(
                                item,
                                serial,
                                random.nextInt(4) == 0
                                        ? LocalDate.of(2026, 1, 1)
                                        : LocalDate.of(2030, 1, 1),
                                piece ? 1 : 1 + random.nextInt(9),
                                Place.supplier(Story.MAKER),
                                bin("DOCK"),
                                QualityStatus.PENDING_INSPECTION),
                        random.nextBoolean() ? null : LocalDate.of(2025, 1, 1 + random.nextInt(9)),
                        null,
                        scan()));
    }

    private List<WarehouseEvent> inspect() {
        return cell(cell ->
                        cell.place().kind() == Place.Kind.LOCATION
                                && cell.status() != QualityStatus.QUALIFIED)
                .<List<WarehouseEvent>>map(
                        cell -> {
                            int quantity = some(cell);
                            return List.of(
                                    new GoodsInspected(
                                            new NoticeId("ASN-1"),
                                            cell.item(),
                                            Conclusion.QUALIFIED,
                                            quantity,
                                            null,
                                            List.of(
                                                    cell.to(
                                                            cell.place(),
                                                            QualityStatus.QUALIFIED,
                                                            quantity))));
                        })
                .orElse(List.of());
    }

    private List<WarehouseEvent> moveOn() {
        return at(Place.Kind.LOCATION)
                .<List<WarehouseEvent>>map(
                        cell -> {
                            Place to = bin(one(BINS));
                            if (to.equals(cell.place())) {
                                return List.of(
                                        new StockCounted(
                                                new CountId("C" + count),
                                                cell.item(),
                                                to.asLocation(),
                                                3,
                                                4,
                                                scan()));
                            }
                            Movement moved = cell.to(to, cell.status(), some(cell));
                            return List.of(
                                    random.nextBoolean()
                                            ? new GoodsPutAway(null, moved, scan())
                                            : new GoodsMoved(moved, scan()));
                        })
                .orElse(List.of());
    }

    private List<WarehouseEvent> pick() {
        return at(Place.Kind.LOCATION)
                .map(
                        cell -> {
                            List<WarehouseEvent> events = new ArrayList<>();
                            OrderId order =
                                    new OrderId(
                                            "SO-" + cell.item().owner() + "-" + random.nextInt(4));
                            if (!orders.containsKey(order)) {
                                orders.put(order, one(CONSIGNEES));
                                events.add(
                                        new OrderPlaced(
                                                order,
                                                cell.item().owner(),
                                                orders.get(order),
                                                new WarehouseId("W1"),
                                                List.of(new OrderLine(LINE, DI, 9, null))));
                            }
                            events.add(
                                    new ItemPicked(
                                            order,
                                            LINE,
                                            cell.to(Place.order(order), cell.status(), some(cell)),
                                            0,
                                            List.of(),
                                            scan()));
                            return events;
                        })
                .orElse(List.of());
    }

    private List<WarehouseEvent> check() {
        return at(Place.Kind.ORDER)
                .<List<WarehouseEvent>>map(
                        cell -> {
                            OrderId order = new OrderId(cell.place().id());
                            Picked goods = new Picked(cell.item(), cell.serial(), some(cell));
                            return switch (random.nextInt(4)) {
                                case 0 ->
                                        List.of(
                                                new ItemPacked(order, BOX, goods, scan()),
                                                new ItemUnpacked(order, BOX, goods));
                                case 1 -> List.of(new ItemPacked(order, BOX, goods, scan()));
                                default -> List.of(new ItemChecked(order, LINE, goods, scan()));
                            };
                        })
                .orElse(List.of());
    }

    private List<WarehouseEvent> load() {
        ShipmentId shipment = new ShipmentId("SH-" + random.nextInt(2) + "-" + vehicles.size());
        return at(Place.Kind.ORDER)
                .<List<WarehouseEvent>>map(
                        cell ->
                                List.of(
                                        new ItemLoaded(
                                                shipment,
                                                new OrderId(cell.place().id()),
                                                cell.to(
                                                        Place.vehicle(shipment),
                                                        cell.status(),
                                                        some(cell)),
                                                scan())))
                .orElse(List.of());
    }

    private List<WarehouseEvent> unload() {
        // a vehicle that left is not unloaded; whose order it was, its load says
        return cell(cell ->
                        cell.place().kind() == Place.Kind.VEHICLE
                                && !vehicles.containsKey(new ShipmentId(cell.place().id())))
                .<List<WarehouseEvent>>map(
                        cell ->
                                orders.keySet().stream()
                                        .filter(
                                                order ->
                                                        order.value()
                                                                .contains(
                                                                        cell.item()
                                                                                .owner()
                                                                                .value()))
                                        .findFirst()
                                        .<List<WarehouseEvent>>map(
                                                order ->
                                                        List.of(
                                                                new ItemUnloaded(
                                                                        new ShipmentId(
                                                                                cell.place().id()),
                                                                        order,
                                                                        cell.to(
                                                                                Place.order(order),
                                                                                cell.status(),
                                                                                1),
                                                                        scan())))
                                        .orElse(List.of()))
                .orElse(List.of());
    }

    private List<WarehouseEvent> dispatch() {
        ShipmentId shipment = new ShipmentId("SH-D" + vehicles.size());
        List<Movement> movements = new ArrayList<>();
        List<Load> loads = new ArrayList<>();
        cells.forEach(
                (cell, quantity) -> {
                    if (cell.place().kind() == Place.Kind.ORDER
                            && quantity > 0
                            && random.nextBoolean()) {
                        OrderId order = new OrderId(cell.place().id());
                        movements.add(cell.to(Place.vehicle(shipment), cell.status(), quantity));
                        loads.add(
                                new Load(
                                        order,
                                        LINE,
                                        orders.get(order),
                                        cell.item(),
                                        cell.serial(),
                                        cell.expiryDate(),
                                        quantity));
                    }
                });
        if (loads.isEmpty()) {
            return List.of();
        }
        vehicles.put(shipment, loads);
        return List.of(new ShipmentDispatched(shipment, loads, movements));
    }

    private List<WarehouseEvent> deliver() {
        List<ShipmentId> loaded =
                vehicles.keySet().stream().filter(id -> !vehicles.get(id).isEmpty()).toList();
        if (loaded.isEmpty()) {
            return List.of();
        }
        ShipmentId shipment = one(loaded);
        EnterpriseId consignee = one(vehicles.get(shipment)).consignee();
        List<Load> loads =
                vehicles.get(shipment).stream()
                        .filter(load -> load.consignee().equals(consignee))
                        .toList();
        // now and then some of it is not taken
        List<Load> back = loads.stream().filter(_ -> random.nextInt(4) == 0).toList();
        List<Load> taken = loads.stream().filter(load -> !back.contains(load)).toList();
        List<Movement> movements = new ArrayList<>();
        for (Load load : taken) {
            cells.keySet().stream()
                    .filter(
                            cell ->
                                    cell.place().equals(Place.vehicle(shipment))
                                            && cell.item().equals(load.item())
                                            && Objects.equals(cell.serial(), load.serial()))
                    .findFirst()
                    .ifPresent(
                            cell ->
                                    movements.add(
                                            cell.to(
                                                    Place.consignee(consignee),
                                                    cell.status(),
                                                    load.quantity())));
        }
        List<Load> rest = new ArrayList<>(vehicles.get(shipment));
        rest.removeAll(loads);
        vehicles.put(shipment, rest);
        ShipmentDelivered delivered =
                new ShipmentDelivered(shipment, consignee, "王护士", null, taken, movements);
        if (back.isEmpty()) {
            return List.of(delivered);
        }
        onTheWayBack.computeIfAbsent(shipment, _ -> new ArrayList<>()).addAll(back);
        return List.of(
                delivered,
                new GoodsRefused(
                        shipment,
                        consignee,
                        back.stream().map(load -> new Refused(load, "破损")).toList()));
    }

    /// Goods that were refused at the door come back with their vehicle.
    private List<WarehouseEvent> rideBack() {
        List<ShipmentId> riding =
                onTheWayBack.keySet().stream()
                        .filter(id -> !onTheWayBack.get(id).isEmpty())
                        .toList();
        if (riding.isEmpty()) {
            return List.of();
        }
        ShipmentId shipment = one(riding);
        Load load = one(onTheWayBack.get(shipment));
        return cells.entrySet().stream()
                .filter(entry -> entry.getValue() >= load.quantity())
                .map(Map.Entry::getKey)
                .filter(
                        cell ->
                                cell.place().equals(Place.vehicle(shipment))
                                        && cell.item().equals(load.item())
                                        && Objects.equals(cell.serial(), load.serial()))
                .findFirst()
                .<List<WarehouseEvent>>map(
                        cell -> {
                            onTheWayBack.get(shipment).remove(load);
                            return List.of(
                                    new GoodsReturned(
                                            load.order(),
                                            load.lineId(),
                                            cell.to(
                                                    bin("RET"),
                                                    QualityStatus.RETURNED,
                                                    load.quantity()),
                                            scan()));
                        })
                .orElse(List.of());
    }

    private List<WarehouseEvent> giveBack() {
        return cell(cell ->
                        cell.place().kind() == Place.Kind.CONSIGNEE
                                || cell.place().kind() == Place.Kind.ORDER)
                .<List<WarehouseEvent>>map(
                        cell -> {
                            boolean sent = cell.place().kind() == Place.Kind.CONSIGNEE;
                            List<OrderId> own =
                                    orders.keySet().stream()
                                            .filter(
                                                    order ->
                                                            order.value()
                                                                    .contains(
                                                                            cell.item()
                                                                                    .owner()
                                                                                    .value()))
                                            .toList();
                            return List.of(
                                    new GoodsReturned(
                                            sent ? one(own) : new OrderId(cell.place().id()),
                                            LINE,
                                            cell.to(bin("RET"), QualityStatus.RETURNED, some(cell)),
                                            scan()));
                        })
                .orElse(List.of());
    }

    private List<WarehouseEvent> stop() {
        boolean piece = !serials.isEmpty() && random.nextBoolean();
        if (random.nextInt(3) == 0) {
            RecallStarted recall =
                    new RecallStarted(
                            new RecallId("R" + recalls.size()),
                            2,
                            DI,
                            piece ? Set.of() : Set.of(random.nextBoolean() ? PLAIN : PIECES),
                            piece
                                    ? Stream.of(one(List.copyOf(serials)), one(serials()))
                                            .collect(Collectors.toSet())
                                    : Set.of(),
                            "because",
                            false);
            recalls.put(recall.recall(), recall);
            return List.of(recall);
        }
        HoldScope scope =
                new HoldScope(
                        DI,
                        random.nextBoolean() ? (piece ? PIECES : PLAIN) : null,
                        piece ? one(serials()) : null,
                        random.nextInt(3) == 0 ? one(BINS) : null,
                        random.nextInt(3) == 0 ? one(OWNERS) : null);
        HoldId hold = new HoldId("H" + holds.size());
        holds.put(hold, scope);
        return List.of(new StockHeld(hold, scope, "because"));
    }

    private List<WarehouseEvent> release() {
        if (random.nextBoolean() && !recalls.isEmpty()) {
            RecallStarted recall = one(List.copyOf(recalls.values()));
            return List.of(
                    new RecallClosed(
                            recall.recall(),
                            recall.di(),
                            recall.lots(),
                            recall.serials(),
                            random.nextBoolean() ? "nobody finds them" : null));
        }
        if (holds.isEmpty()) {
            return List.of();
        }
        HoldId hold = one(List.copyOf(holds.keySet()));
        return List.of(new HoldReleased(hold, holds.get(hold)));
    }
}
