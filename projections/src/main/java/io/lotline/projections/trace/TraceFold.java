package io.lotline.projections.trace;

import io.lotline.core.events.BizStep;
import io.lotline.core.events.Coverage;
import io.lotline.core.events.Document;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.Step;
import io.lotline.core.events.Step.Stop;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.projections.sourcing.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Set<Sscc> inside = new LinkedHashSet<>();
    private final Map<Long, Set<Sscc>> insideAt = new HashMap<>();
    final Map<DeliveryKey, Delivered> delivered = new LinkedHashMap<>();
    final Map<Document, Instant> since = new LinkedHashMap<>();
    final Map<RecallId, RecallStarted> recalls = new LinkedHashMap<>();
    final Map<Document, RecallState> states = new LinkedHashMap<>();
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

        /// Null for none at all.
        @Nullable Sourced less(long fewer) {
            return quantity <= fewer ? null : new Sourced(quantity - fewer, at, lastAt);
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

    TraceFold over(Iterable<Recorded> events) {
        events.forEach(recorded -> evolve(Told.of(recorded)));
        return this;
    }

    TraceFold and(Told told) {
        evolve(told);
        return this;
    }

    /// Whether goods belong to the subject and may be seen by the caller.
    boolean wanted(StockItem item, @Nullable SerialNumber serial) {
        return subject.covers(item, serial) && (owner == null || owner.equals(item.owner()));
    }

    /// How many of these goods, which are wanted, belong to the subject: all of them, but of a
    /// logistic unit only as many of an order's as are packed in it.
    long share(Told told, Step.Goods of) {
        Step step = told.step();
        if (subject instanceof TraceSubject.Unit(Sscc sscc)) {
            if (told.event() instanceof UnitHandled || sscc.equals(step.container())) {
                return of.quantity();
            }
            if (of.isFrom(Place.Kind.ORDER) && of.isAt(Place.Kind.LOCATION)) {
                // what went back into a bin had left the unit, which another step tells
                return 0;
            }
        }
        return share(step.order(of), of);
    }

    private long share(@Nullable OrderId order, Step.Goods of) {
        return order != null && subject instanceof TraceSubject.Unit
                ? Math.min(
                        of.quantity(),
                        contents.getOrDefault(
                                new ContentKey(new Goods(of.item(), of.serial()), null, order), 0L))
                : of.quantity();
    }

    /// Whether a hold or a recall covers goods that the caller may see. Where it names a bin, what
    /// counts is whether it could cover them there.
    boolean concerns(Coverage coverage) {
        return owner == null || seen.stream().anyMatch(g -> coverage.covers(g.item(), g.serial()));
    }

    /// What is told of the subject: of a unit that was handled whole with others only what was in
    /// the subject then.
    Told concerning(Told told) {
        if (!(subject instanceof TraceSubject.Unit(Sscc sscc))
                || !(told.event() instanceof UnitHandled handled)
                || sscc.equals(handled.unit())
                || sscc.equals(handled.outOf())) {
            return told;
        }
        Set<Sscc> units = new LinkedHashSet<>(insideAt.getOrDefault(told.position(), inside));
        units.add(sscc);
        return told.of(
                handled.step(
                        handled.within().contains(sscc)
                                ? handled.rows().stream()
                                        .filter(row -> units.contains(row.unit()))
                                        .toList()
                                : List.of()));
    }

    /// What the unit holds, to any depth, as far as its own events tell.
    private void hold(WarehouseEvent event) {
        if (!(subject instanceof TraceSubject.Unit(Sscc sscc))) {
            return;
        }
        if (event instanceof UnitPacked packed) {
            if (sscc.equals(packed.container())) {
                inside.add(packed.unit());
            } else if (sscc.equals(packed.outOf())) {
                inside.remove(packed.unit());
            }
        }
        if (event instanceof UnitHandled handled) {
            if (sscc.equals(handled.unit())) {
                inside.clear();
                inside.addAll(handled.within());
            } else if (sscc.equals(handled.outOf())) {
                inside.remove(handled.unit());
                handled.within().forEach(inside::remove);
            }
        }
    }

    /// A unit that is handled whole keeps what is in it; what changes is for which order it is.
    private void keep(UnitHandled handled, Step papers) {
        if (!(subject instanceof TraceSubject.Unit(Sscc sscc))) {
            return;
        }
        boolean free =
                switch (handled.handling()) {
                    case RETURN, PUT_BACK -> true;
                    case PUTAWAY, MOVE, PICK, CHECK, LOAD, UNLOAD, COUNT -> false;
                };
        Map<ContentKey, Long> sums = new LinkedHashMap<>();
        for (Step.Goods goods : papers.goods()) {
            if (wanted(goods.item(), goods.serial())) {
                Goods content = new Goods(goods.item(), goods.serial());
                seen.add(content);
                OrderId order = free ? null : papers.order(goods);
                add(sums, new ContentKey(content, null, order), goods.quantity());
            }
        }
        sums.forEach(
                (key, quantity) -> {
                    if (sscc.equals(handled.outOf())) {
                        takeOut(key.goods(), key.order(), quantity);
                        return;
                    }
                    long missing = quantity - held(key.goods(), key.order());
                    if (missing > 0) {
                        takeOut(key.goods(), key.order(), missing, false);
                        add(contents, key, missing);
                    }
                });
    }

    private long held(Goods goods, @Nullable OrderId order) {
        long held = 0;
        for (Map.Entry<ContentKey, Long> entry : contents.entrySet()) {
            if (entry.getKey().goods().equals(goods)
                    && Objects.equals(entry.getKey().order(), order)) {
                held += entry.getValue();
            }
        }
        return held;
    }

    private void takeOut(Goods goods, @Nullable OrderId order, long quantity) {
        long open = takeOut(goods, order, quantity, true);
        takeOut(goods, order, open, false);
    }

    /// Takes goods out that are held for this order, or those that are not; answers how many more
    /// were to be taken.
    private long takeOut(Goods goods, @Nullable OrderId order, long quantity, boolean same) {
        long open = quantity;
        for (ContentKey key : List.copyOf(contents.keySet())) {
            if (open > 0
                    && key.goods().equals(goods)
                    && Objects.equals(key.order(), order) == same) {
                long part = Math.min(open, contents.getOrDefault(key, 0L));
                add(contents, key, -part);
                open -= part;
            }
        }
        return open;
    }

    private void evolve(Told all) {
        if (all.event() instanceof UnitHandled && subject instanceof TraceSubject.Unit) {
            insideAt.put(all.position(), Set.copyOf(inside));
        }
        Told told = concerning(all);
        hold(told.event());
        Step step = told.step();
        if (step.stop() != null) {
            stop(told, step.stop());
        }
        if (told.event() instanceof DeviceRegistered registered
                && (device == null || device.di().equals(registered.di()))) {
            device = registered;
        }
        Map<TransitKey, Transit> onBoard = new LinkedHashMap<>();
        for (Step.Goods goods : step.goods()) {
            if (wanted(goods.item(), goods.serial())) {
                handle(told, goods, onBoard);
            }
        }
        transit.putAll(onBoard);
        if (told.event() instanceof UnitHandled handled) {
            keep(handled, step);
        }
        book(step);
    }

    private void stop(Told told, Stop stop) {
        standing = standing.evolve(told.event());
        for (Document document : told.step().documents()) {
            states.put(document, RecallState.after(stop));
            if (stop.effect() == Stop.Effect.STOPS) {
                since.put(document, told.at());
            }
        }
        if (told.event() instanceof RecallStarted started) {
            recalls.put(started.recall(), started);
        }
    }

    private void handle(Told told, Step.Goods goods, Map<TransitKey, Transit> onBoard) {
        Step step = told.step();
        if (!(told.event() instanceof UnitHandled)) {
            see(step, goods);
        } else if (!(subject instanceof TraceSubject.Unit)) {
            seen.add(new Goods(goods.item(), pieces ? goods.serial() : null));
        }
        if (goods.isFrom(Place.Kind.SUPPLIER)) {
            receive(told, goods);
        }
        if (step.corrects() != null && goods.isAt(Place.Kind.SUPPLIER)) {
            notReceived(step, goods);
        }
        OrderId order = step.order(goods);
        if (order == null) {
            return;
        }
        if (goods.isFrom(Place.Kind.CONSIGNEE)) {
            giveBack(order, goods);
        }
        ShipmentId shipment = shipment(step, goods);
        if (shipment == null || isRefused(goods)) {
            return;
        }
        if (goods.isAt(Place.Kind.LOCATION)) {
            comeBack(shipment, order, goods);
        } else if (goods.consignee() == null) {
            load(shipment, order, goods);
        } else if (goods.isAt(Place.Kind.VEHICLE)) {
            dispatch(told, shipment, order, goods, onBoard);
        } else if (goods.isAt(Place.Kind.CONSIGNEE)) {
            deliver(told, shipment, order, goods.consignee(), goods);
        }
    }

    /// The shipment with which goods go, or come back.
    static @Nullable ShipmentId shipment(Step step, Step.Goods goods) {
        Place from = goods.from();
        return from == null || step.shipment() != null || !goods.isFrom(Place.Kind.VEHICLE)
                ? step.shipment()
                : new ShipmentId(from.id());
    }

    /// Who does not take goods leaves them where they are.
    private static boolean isRefused(Step.Goods goods) {
        return goods.isFrom(Place.Kind.VEHICLE) && goods.isAt(Place.Kind.VEHICLE);
    }

    private void comeBack(ShipmentId shipment, OrderId order, Step.Goods goods) {
        TransitKey key = new TransitKey(shipment, order, goods.item().owner());
        Transit was = transit.get(key);
        if (was != null && goods.isFrom(Place.Kind.VEHICLE)) {
            change(key, was, was.quantity() - share(order, goods));
        }
    }

    private void see(Step step, Step.Goods goods) {
        if (!(subject instanceof TraceSubject.Unit(Sscc sscc))) {
            seen.add(new Goods(goods.item(), pieces ? goods.serial() : null));
        } else if (sscc.equals(step.container())) {
            Goods content = new Goods(goods.item(), goods.serial());
            seen.add(content);
            if (step.bizStep() == BizStep.UNPACKING || step.corrects() != null) {
                takeOut(content, step.order(goods), goods.quantity());
            } else {
                add(
                        contents,
                        new ContentKey(content, step.notice(), step.order(goods)),
                        goods.quantity());
            }
        }
    }

    private void receive(Told told, Step.Goods goods) {
        received += goods.quantity();
        if (goods.productionDate() != null) {
            productionDate = goods.productionDate();
        }
        NoticeId notice = told.step().notice();
        if (notice != null) {
            EnterpriseId supplier = new EnterpriseId(Objects.requireNonNull(goods.from()).id());
            sources.merge(
                    new SourceKey(supplier, notice, goods.item().owner()),
                    new Sourced(goods.quantity(), told.at(), told.at()),
                    Sourced::and);
        }
    }

    /// What came by mistake only did not come.
    private void notReceived(Step step, Step.Goods goods) {
        received -= goods.quantity();
        NoticeId notice = step.notice();
        if (notice != null) {
            sources.computeIfPresent(
                    new SourceKey(new EnterpriseId(goods.at().id()), notice, goods.item().owner()),
                    (_, was) -> was.less(goods.quantity()));
        }
    }

    private void load(ShipmentId shipment, OrderId order, Step.Goods goods) {
        // whose scan loaded a unit's own pieces is not known: a unit goes when its shipment does
        if (!(subject instanceof TraceSubject.Unit)) {
            TransitKey key = new TransitKey(shipment, order, goods.item().owner());
            Transit was = transit.getOrDefault(key, new Transit(null, 0, null));
            int change = goods.isAt(Place.Kind.VEHICLE) ? goods.quantity() : -goods.quantity();
            change(key, was, was.quantity() + change);
        }
    }

    private void dispatch(
            Told told,
            ShipmentId shipment,
            OrderId order,
            Step.Goods goods,
            Map<TransitKey, Transit> onBoard) {
        long share = share(order, goods);
        if (share > 0) {
            onBoard.merge(
                    new TransitKey(shipment, order, goods.item().owner()),
                    new Transit(goods.consignee(), share, told.at()),
                    Transit::and);
        }
    }

    private void deliver(
            Told told,
            ShipmentId shipment,
            OrderId order,
            EnterpriseId consignee,
            Step.Goods goods) {
        long share = share(order, goods);
        if (share > 0) {
            EnterpriseId owns = goods.item().owner();
            TransitKey key = new TransitKey(shipment, order, owns);
            Transit was = transit.get(key);
            if (was != null) {
                change(key, was, was.quantity() - share);
            }
            delivered.merge(
                    new DeliveryKey(consignee, shipment, order, owns),
                    new Delivered(
                            share,
                            0,
                            Objects.requireNonNullElse(told.step().happened(), told.at()),
                            Objects.requireNonNullElse(told.step().remark(), "")),
                    Delivered::and);
        }
    }

    private void giveBack(OrderId order, Step.Goods goods) {
        long open = share(order, goods);
        for (Map.Entry<DeliveryKey, Delivered> entry : delivered.entrySet()) {
            DeliveryKey key = entry.getKey();
            Delivered was = entry.getValue();
            if (key.order().equals(order)
                    && key.owner().equals(goods.item().owner())
                    && Place.consignee(key.consignee()).equals(goods.from())) {
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

    private void book(Step step) {
        if (subject instanceof TraceSubject.Unit) {
            // which of an order's movements were the unit's own pieces, they do not say
            return;
        }
        for (Movement m : step.movements()) {
            if (wanted(m.item(), m.serial()) && (isSummed(m.from()) || isSummed(m.to()))) {
                SerialNumber serial = pieces ? m.serial() : null;
                seen.add(new Goods(m.item(), serial));
                // a date that was wrong is not told once more
                if (m.expiryDate() != null && step.corrects() == null) {
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
