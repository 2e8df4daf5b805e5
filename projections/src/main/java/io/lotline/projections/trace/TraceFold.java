package io.lotline.projections.trace;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.projections.sourcing.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the events say about the subject of a trace: quantities by place, sources, deliveries, what
/// stops it. It lives for one question and is used by one thread.
final class TraceFold {
    private final TraceSubject subject;
    private final @Nullable EnterpriseId owner;
    private final boolean pieces;

    final Set<Goods> seen = new LinkedHashSet<>();
    final Map<Cell, Long> cells = new LinkedHashMap<>();
    final Map<SourceKey, Sourced> sources = new LinkedHashMap<>();
    final Map<ContentKey, Long> contents = new LinkedHashMap<>();
    final Map<TransitKey, Transit> transit = new LinkedHashMap<>();
    final Map<DeliveryKey, Delivered> delivered = new LinkedHashMap<>();
    final Map<HoldId, Since<StockHeld>> holds = new LinkedHashMap<>();
    final Map<RecallId, Since<RecallStarted>> recalls = new LinkedHashMap<>();
    final Set<RecallId> closed = new LinkedHashSet<>();
    LotStanding standing = LotStanding.FREE;
    long received;
    @Nullable LocalDate productionDate;
    @Nullable LocalDate expiryDate;
    @Nullable DeviceRegistered device;

    /// Goods that the caller may see.
    record Goods(StockItem item, @Nullable SerialNumber serial) {}

    record SourceKey(EnterpriseId supplier, NoticeId notice, EnterpriseId owner) {}

    record Sourced(long quantity, Instant at, Instant lastAt) {
        Sourced and(Sourced later) {
            return new Sourced(quantity + later.quantity, at, later.lastAt);
        }
    }

    record ContentKey(Goods goods, @Nullable NoticeId notice, @Nullable OrderId order) {}

    record TransitKey(ShipmentId shipment, OrderId order, EnterpriseId owner) {}

    record Transit(
            @Nullable EnterpriseId consignee, long quantity, @Nullable Instant dispatchedAt) {
        Transit and(Transit later) {
            return new Transit(later.consignee, quantity + later.quantity, later.dispatchedAt);
        }
    }

    record DeliveryKey(
            EnterpriseId consignee, ShipmentId shipment, OrderId order, EnterpriseId owner) {}

    record Delivered(long quantity, long returned, Instant at, String receivedBy) {
        Delivered and(Delivered later) {
            return new Delivered(
                    quantity + later.quantity,
                    returned + later.returned,
                    later.at,
                    later.receivedBy);
        }
    }

    record Since<E>(E event, Instant at) {}

    TraceFold(TraceSubject subject, @Nullable EnterpriseId owner) {
        this(subject, owner, true);
    }

    private TraceFold(TraceSubject subject, @Nullable EnterpriseId owner, boolean pieces) {
        this.subject = subject;
        this.owner = owner;
        this.pieces = pieces;
    }

    /// Sums over the pieces of a lot, as if they had no serial numbers; of one piece it is the
    /// piece.
    static TraceFold sums(TraceSubject subject, @Nullable EnterpriseId owner) {
        return new TraceFold(subject, owner, subject instanceof TraceSubject.Serial);
    }

    TraceFold over(List<Recorded> events) {
        events.forEach(this::evolve);
        return this;
    }

    /// Whether goods belong to the subject and may be seen by the caller.
    boolean wanted(StockItem item, @Nullable SerialNumber serial) {
        return subject.covers(item, serial) && (owner == null || owner.equals(item.owner()));
    }

    /// How many of an order's goods belong to the subject: all of them, but of a logistic unit only
    /// as many as were packed in it.
    long share(OrderId order, StockItem item, @Nullable SerialNumber serial, int quantity) {
        if (!wanted(item, serial)) {
            return 0;
        }
        return subject instanceof TraceSubject.Unit
                ? Math.min(
                        quantity,
                        contents.getOrDefault(
                                new ContentKey(new Goods(item, serial), null, order), 0L))
                : quantity;
    }

    /// Whether a hold covers goods that the caller may see. Where the hold names a bin, what counts
    /// is whether it could cover them there.
    boolean concerns(HoldScope scope) {
        HoldScope anywhere =
                new HoldScope(scope.di(), scope.lot(), scope.serial(), null, scope.owner());
        return owner == null
                || seen.stream().anyMatch(g -> anywhere.covers(g.item(), g.serial(), null));
    }

    boolean concerns(RecallEvent recall) {
        return owner == null || seen.stream().anyMatch(g -> recall.covers(g.item(), g.serial()));
    }

    private void evolve(Recorded recorded) {
        switch (recorded.event()) {
            case GoodsReceived received -> receive(recorded, received);
            case GoodsInspected inspected -> book(inspected.movements());
            case GoodsPutAway putAway -> book(putAway.movements());
            case GoodsMoved moved -> book(moved.movements());
            case ItemPicked picked -> book(picked.movements());
            case ItemPacked packed -> {
                if (subject instanceof TraceSubject.Unit(var sscc)
                        && sscc.equals(packed.container())
                        && wanted(packed.goods().item(), packed.goods().serial())) {
                    Goods goods = new Goods(packed.goods().item(), packed.goods().serial());
                    seen.add(goods);
                    add(
                            contents,
                            new ContentKey(goods, null, packed.order()),
                            packed.goods().quantity());
                }
            }
            case ItemLoaded loaded -> load(loaded.shipment(), loaded.order(), loaded.movement(), 1);
            case ItemUnloaded unloaded ->
                    load(unloaded.shipment(), unloaded.order(), unloaded.movement(), -1);
            case ShipmentDispatched dispatched -> dispatch(recorded, dispatched);
            case ShipmentDelivered delivery -> deliver(recorded, delivery);
            case GoodsReturned returned -> giveBack(returned);
            case ItemPutBack back -> book(back.movements());
            case StockHeld held -> {
                holds.put(held.hold(), new Since<>(held, recorded.at()));
                standing = standing.evolve(held);
            }
            case HoldReleased released -> {
                holds.remove(released.hold());
                standing = standing.evolve(released);
            }
            case RecallStarted started -> {
                recalls.put(started.recall(), new Since<>(started, recorded.at()));
                standing = standing.evolve(started);
            }
            case RecallClosed ended -> closed.add(ended.recall());
            case DeviceRegistered registered -> {
                if (device == null || device.di().equals(registered.di())) {
                    device = registered;
                }
            }
            case StockCounted counted -> {
                if (wanted(counted.item(), null)) {
                    seen.add(new Goods(counted.item(), null));
                }
            }
            case InboundNoticeFiled _, OrderPlaced _, OrderAllocated _, WavePlanned _ -> {}
            case OrderAmended _, OrderCancelled _, OrderUnallocated _, GoodsLeftBehind _ -> {}
            case ShipmentPlanned _, ItemChecked _, AccessEvent _ -> {}
            case MasterDataEvent.EnterpriseRegistered _, MasterDataEvent.LocationDefined _ -> {}
        }
    }

    private void receive(Recorded recorded, GoodsReceived receipt) {
        Movement movement = receipt.movement();
        if (!wanted(movement.item(), movement.serial())) {
            return;
        }
        received += movement.quantity();
        if (receipt.productionDate() != null) {
            productionDate = receipt.productionDate();
        }
        if (movement.from().kind() == Place.Kind.SUPPLIER) {
            EnterpriseId supplier = new EnterpriseId(movement.from().id());
            sources.merge(
                    new SourceKey(supplier, receipt.notice(), movement.item().owner()),
                    new Sourced(movement.quantity(), recorded.at(), recorded.at()),
                    Sourced::and);
        }
        if (subject instanceof TraceSubject.Unit) {
            Goods goods = new Goods(movement.item(), movement.serial());
            seen.add(goods);
            add(contents, new ContentKey(goods, receipt.notice(), null), movement.quantity());
        }
        book(receipt.movements());
    }

    private void load(ShipmentId shipment, OrderId order, Movement movement, int sign) {
        // whose scan loaded a unit's own pieces is not known: a unit goes when its shipment does
        if (subject instanceof TraceSubject.Unit || !wanted(movement.item(), movement.serial())) {
            return;
        }
        book(List.of(movement));
        TransitKey key = new TransitKey(shipment, order, movement.item().owner());
        Transit was = transit.getOrDefault(key, new Transit(null, 0, null));
        change(key, was, was.quantity() + (long) sign * movement.quantity());
    }

    private void dispatch(Recorded recorded, ShipmentDispatched dispatched) {
        book(dispatched.movements());
        Map<TransitKey, Transit> onBoard = new LinkedHashMap<>();
        for (Load load : dispatched.loads()) {
            long share = share(load.order(), load.item(), load.serial(), load.quantity());
            if (share > 0) {
                onBoard.merge(
                        new TransitKey(dispatched.shipment(), load.order(), load.item().owner()),
                        new Transit(load.consignee(), share, recorded.at()),
                        Transit::and);
            }
        }
        transit.putAll(onBoard);
    }

    private void deliver(Recorded recorded, ShipmentDelivered delivery) {
        for (Load load : delivery.loads()) {
            long share = share(load.order(), load.item(), load.serial(), load.quantity());
            if (share > 0) {
                EnterpriseId owns = load.item().owner();
                TransitKey key = new TransitKey(delivery.shipment(), load.order(), owns);
                Transit was = transit.get(key);
                if (was != null) {
                    change(key, was, was.quantity() - share);
                }
                delivered.merge(
                        new DeliveryKey(
                                delivery.consignee(), delivery.shipment(), load.order(), owns),
                        new Delivered(share, 0, recorded.at(), delivery.receivedBy()),
                        Delivered::and);
            }
        }
    }

    private void giveBack(GoodsReturned returned) {
        Movement movement = returned.movement();
        book(returned.movements());
        long open =
                share(returned.order(), movement.item(), movement.serial(), movement.quantity());
        if (movement.from().kind() != Place.Kind.CONSIGNEE) {
            return;
        }
        for (Map.Entry<DeliveryKey, Delivered> entry : delivered.entrySet()) {
            DeliveryKey key = entry.getKey();
            Delivered was = entry.getValue();
            if (key.order().equals(returned.order())
                    && key.owner().equals(movement.item().owner())
                    && key.consignee().value().equals(movement.from().id())) {
                long back = Math.min(open, was.quantity() - was.returned());
                entry.setValue(
                        new Delivered(
                                was.quantity(), was.returned() + back, was.at(), was.receivedBy()));
                open -= back;
            }
        }
    }

    private void change(TransitKey key, Transit was, long quantity) {
        if (quantity <= 0) {
            transit.remove(key);
        } else {
            transit.put(key, new Transit(was.consignee(), quantity, was.dispatchedAt()));
        }
    }

    private void book(List<Movement> movements) {
        if (subject instanceof TraceSubject.Unit) {
            // which of an order's movements were the unit's own pieces, they do not say
            return;
        }
        for (Movement m : movements) {
            if (wanted(m.item(), m.serial())) {
                SerialNumber serial = pieces ? m.serial() : null;
                seen.add(new Goods(m.item(), serial));
                if (m.expiryDate() != null) {
                    expiryDate = m.expiryDate();
                }
                book(
                        new Cell(m.item(), serial, m.expiryDate(), m.from(), m.fromStatus()),
                        -m.quantity());
                book(
                        new Cell(m.item(), serial, m.expiryDate(), m.to(), m.toStatus()),
                        m.quantity());
            }
        }
    }

    private void book(Cell cell, long quantity) {
        if (isSummed(cell.place())) {
            add(cells, cell, quantity);
        }
    }

    /// Whether goods in a place are summed by place; what is on a vehicle or delivered, its loads
    /// say.
    static boolean isSummed(Place place) {
        return place.kind() == Place.Kind.LOCATION || place.kind() == Place.Kind.ORDER;
    }

    static <K> void add(Map<K, Long> sums, K key, long quantity) {
        long sum = sums.getOrDefault(key, 0L) + quantity;
        if (sum == 0) {
            sums.remove(key);
        } else {
            sums.put(key, sum);
        }
    }

    /// Orders whose consignee no load has told yet.
    Set<OrderId> openOrders() {
        Set<OrderId> orders = new LinkedHashSet<>();
        for (Cell cell : cells.keySet()) {
            if (cell.place().kind() == Place.Kind.ORDER) {
                orders.add(new OrderId(cell.place().id()));
            }
        }
        transit.forEach(
                (key, value) -> {
                    if (value.consignee() == null) {
                        orders.add(key.order());
                    }
                });
        packedFor().forEach((key, _) -> orders.add(key.order()));
        return orders;
    }

    /// Of a logistic unit: what was packed and has not left.
    Map<PackedKey, Long> packedFor() {
        Map<PackedKey, Long> open = new LinkedHashMap<>();
        contents.forEach(
                (key, quantity) -> {
                    if (key.order() != null) {
                        add(open, new PackedKey(key.order(), key.goods().item().owner()), quantity);
                    }
                });
        transit.forEach(
                (key, value) ->
                        open.computeIfPresent(
                                new PackedKey(key.order(), key.owner()),
                                (_, was) -> was - value.quantity()));
        delivered.forEach(
                (key, value) ->
                        open.computeIfPresent(
                                new PackedKey(key.order(), key.owner()),
                                (_, was) -> was - value.quantity()));
        open.values().removeIf(left -> left <= 0);
        return open;
    }

    record PackedKey(OrderId order, EnterpriseId owner) {}

    List<SerialNumber> serials() {
        List<SerialNumber> serials = new ArrayList<>();
        seen.stream().map(Goods::serial).filter(Objects::nonNull).forEach(serials::add);
        return serials;
    }
}
