package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.KeyOrder;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// How far an order has come.
///
/// @param document  the order as it is wanted now
/// @param lines     how far each line is, also lines that are not wanted any more
/// @param promises  what is promised to it and not yet picked
/// @param shortages what the last allocation could not promise; null before the first one
/// @param next      the number of the next goods that are picked
/// @param goods     its picked goods, numbered in the order in which they were first picked
/// @param boxes     how many of its goods are packed in which unit
/// @param departed  the units that have left with some of its goods
/// @param refused   how many of its goods are on the way back, refused at the door, with which
///     shipment
record OrderBook(
        OrderId order,
        PlacedOrder document,
        PagedMap<LineId, LineCount> lines,
        OrderPromises promises,
        @Nullable List<DistributionEvent.Shortage> shortages,
        long next,
        PagedMap<Slot, Counted> goods,
        PagedMap<Box, Integer> boxes,
        PSet<Sscc> departed,
        PagedMap<OnTheWayBack, Integer> refused) {

    static final Book<OrderId, OrderBook> BOOK =
            Book.named("order", 8, OrderId.class, OrderBook.class)
                    .ruled(
                            order ->
                                    Boundaries.of(Tags.order(order))
                                            .types(
                                                    List.of(
                                                            OrderPlaced.class,
                                                            OrderAmended.class,
                                                            OrderCancelled.class,
                                                            OrderAllocated.class,
                                                            OrderUnallocated.class,
                                                            PromisesBroken.class,
                                                            ItemPicked.class,
                                                            ItemPutBack.class,
                                                            ItemChecked.class,
                                                            ItemPacked.class,
                                                            ItemUnpacked.class,
                                                            ItemLoaded.class,
                                                            ItemUnloaded.class,
                                                            ShipmentDispatched.class,
                                                            ShipmentDelivered.class,
                                                            GoodsRefused.class,
                                                            GoodsReturned.class,
                                                            EventCorrected.class)),
                            OrderBook::unread,
                            (_, book, event) -> book.after(event))
                    .sized(
                            book ->
                                    book.goods().unsaved()
                                            + book.boxes().unsaved()
                                            + book.refused().unsaved()
                                            + book.departed().size()
                                            + book.promises().unsaved()
                                            + book.lines().unsaved());

    private static OrderBook unread(OrderId order) {
        return new OrderBook(
                order,
                PlacedOrder.UNKNOWN,
                PagedMap.empty(),
                OrderPromises.NONE,
                null,
                0,
                PagedMap.empty(),
                PagedMap.empty(),
                HashTreePSet.empty(),
                PagedMap.empty());
    }

    /// The order as it is wanted now; null for one that was never placed.
    @Nullable OrderPlaced placed() {
        return document.placed();
    }

    /// The order as it is wanted now, where it exists for who asks.
    ///
    /// @param actingFor  the enterprise of an enterprise's key, null for others
    /// @param warehouses those that the caller works in, null for any
    @Nullable OrderPlaced visible(
            @Nullable EnterpriseId actingFor, @Nullable Set<WarehouseId> warehouses) {
        OrderPlaced wanted = document.placed();
        return wanted == null
                        || (actingFor != null && !actingFor.equals(wanted.owner()))
                        || !Orders.existsFor(warehouses, wanted.warehouse())
                ? null
                : wanted;
    }

    /// How far a line is, in pieces.
    ///
    /// @param ordered   wanted, what has left included
    /// @param picked    taken for the line and not put back
    /// @param loaded    on the vehicle of a shipment that has not left
    /// @param shipped   left with a shipment
    /// @param cancelled not wanted any more
    record LineCount(int ordered, int picked, int loaded, int shipped, int cancelled) {
        static final LineCount NONE = new LineCount(0, 0, 0, 0, 0);

        /// Still to be taken from the bins.
        int needed() {
            return Math.max(0, ordered - picked);
        }

        /// Still to leave, picked or not.
        int open() {
            return Math.max(0, ordered - shipped);
        }

        /// May still be loaded.
        int loadable() {
            return Math.max(0, open() - loaded);
        }

        /// Loaded without being wanted.
        int overloaded() {
            return Math.max(0, loaded - open());
        }

        /// Picked without being wanted, loaded or not.
        int unwanted() {
            return Math.max(0, picked - shipped - open());
        }

        /// Picked without being wanted, and on no vehicle.
        int toPutBack() {
            return Math.min(unwanted(), Math.max(0, picked - shipped - loaded));
        }

        private LineCount wanting(int quantity, int more) {
            return new LineCount(quantity, picked, loaded, shipped, cancelled + more);
        }

        private LineCount after(Tally before, Tally now) {
            return new LineCount(
                    ordered,
                    picked + now.picked() - before.picked(),
                    loaded + now.loaded() - before.loaded(),
                    shipped + now.shipped() - before.shipped(),
                    cancelled);
        }
    }

    /// Goods of a lot, or one piece of it. What a scan can tell apart.
    record Kind(StockItem item, @Nullable SerialNumber serial) {}

    /// Goods of a kind that went to one line and expire on the same day.
    record Portion(LineId line, @Nullable LocalDate expiryDate) {
        /// Before all others.
        private static final Portion FIRST = new Portion(new LineId("-"), LocalDate.MIN);
    }

    /// Where goods are counted.
    record Slot(Kind kind, Portion portion) implements Comparable<Slot> {
        private static final Comparator<Slot> ORDER =
                Comparator.comparing((Slot slot) -> slot.kind().item(), KeyOrder.ITEMS)
                        .thenComparing(slot -> slot.kind().serial(), KeyOrder.SERIALS)
                        .thenComparing(slot -> slot.portion().line())
                        .thenComparing(slot -> slot.portion().expiryDate(), KeyOrder.EXPIRIES);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }

        private Piece piece() {
            return new Piece(portion.line(), kind.item(), kind.serial(), portion.expiryDate());
        }
    }

    /// Goods of a kind in a unit.
    record Box(Kind kind, String container) implements Comparable<Box> {
        private static final Comparator<Box> ORDER =
                Comparator.comparing((Box box) -> box.kind().item(), KeyOrder.ITEMS)
                        .thenComparing(box -> box.kind().serial(), KeyOrder.SERIALS)
                        .thenComparing(Box::container);

        @Override
        public int compareTo(Box other) {
            return ORDER.compare(this, other);
        }

        private Sscc unit() {
            return new Sscc(container);
        }
    }

    /// Goods that ride back with a shipment.
    record OnTheWayBack(Slot slot, String shipment) implements Comparable<OnTheWayBack> {
        private static final Comparator<OnTheWayBack> ORDER =
                Comparator.comparing(OnTheWayBack::slot).thenComparing(OnTheWayBack::shipment);

        @Override
        public int compareTo(OnTheWayBack other) {
            return ORDER.compare(this, other);
        }
    }

    /// Goods that were the so-manieth to be picked.
    record Counted(long number, Tally tally) {}

    /// Picked goods of one line that are all the same.
    record Piece(
            LineId line,
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate) {
        private Slot slot() {
            return new Slot(new Kind(item, serial), new Portion(line, expiryDate));
        }
    }

    /// How many of a piece went how far. Each later step counts pieces of an earlier one.
    ///
    /// @param picked   taken for the order and not put back
    /// @param loaded   on the vehicle of a shipment that has not left
    /// @param shipped  left with a shipment
    /// @param returned came back from the consignee
    /// @param since    when the first of them was picked, by a clock that is believed; null where
    ///     that is not known
    record Tally(
            int picked,
            int checked,
            int packed,
            int loaded,
            int shipped,
            int delivered,
            int returned,
            @Nullable Instant since) {
        static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, null);

        /// In the warehouse, picked, on a vehicle or not.
        int inHouse() {
            return picked - shipped;
        }

        /// Picked and not yet on a vehicle.
        int ready() {
            return picked - shipped - loaded;
        }

        int unchecked() {
            return picked - checked;
        }

        int unpacked() {
            return picked - Math.max(packed, shipped);
        }

        int atConsignee() {
            return delivered - returned;
        }

        Tally pick(int quantity, @Nullable Instant at) {
            return new Tally(
                    picked + quantity,
                    checked,
                    packed,
                    loaded,
                    shipped,
                    delivered,
                    returned,
                    picked == 0 ? at : since);
        }

        /// Pieces that were checked or packed stay so as long as others can be put back.
        Tally putBack(int quantity) {
            int left = picked - quantity;
            return new Tally(
                    left,
                    Math.min(checked, left),
                    Math.min(packed, left),
                    loaded,
                    shipped,
                    delivered,
                    returned,
                    left == 0 ? null : since);
        }

        Tally check(int quantity) {
            return new Tally(
                    picked,
                    checked + quantity,
                    packed,
                    loaded,
                    shipped,
                    delivered,
                    returned,
                    since);
        }

        Tally pack(int quantity) {
            return new Tally(
                    picked,
                    checked,
                    packed + quantity,
                    loaded,
                    shipped,
                    delivered,
                    returned,
                    since);
        }

        Tally load(int quantity) {
            return new Tally(
                    picked,
                    checked,
                    packed,
                    loaded + quantity,
                    shipped,
                    delivered,
                    returned,
                    since);
        }

        Tally ship(int quantity) {
            return new Tally(
                    picked, checked, packed, 0, shipped + quantity, delivered, returned, since);
        }

        Tally deliver(int quantity) {
            return new Tally(
                    picked,
                    checked,
                    packed,
                    loaded,
                    shipped,
                    delivered + quantity,
                    returned,
                    since);
        }

        Tally comeBack(int quantity) {
            return new Tally(
                    picked,
                    checked,
                    packed,
                    loaded,
                    shipped,
                    delivered,
                    returned + quantity,
                    since);
        }
    }

    private OrderBook after(WarehouseEvent event) {
        return switch (event) {
            case OrderPlaced e when e.order().equals(order) -> documented(e, Map.of());
            case OrderAmended e when e.order().equals(order) ->
                    documented(e, Map.of()).promising(promises.after(e), null);
            case OrderCancelled e when e.order().equals(order) -> {
                Map<LineId, Integer> cancelled = new HashMap<>();
                e.lines()
                        .forEach(
                                line ->
                                        cancelled.merge(
                                                line.lineId(), line.quantity(), Integer::sum));
                yield documented(e, cancelled)
                        .promising(
                                promises.after(e),
                                shortages == null
                                        ? null
                                        : shortages.stream()
                                                .filter(
                                                        part ->
                                                                !cancelled.containsKey(
                                                                        part.lineId()))
                                                .toList());
            }
            case OrderAllocated e when e.order().equals(order) ->
                    promising(promises.after(e), e.shortages());
            case OrderUnallocated e when e.order().equals(order) ->
                    promising(promises.after(e), null);
            case PromisesBroken e when e.order().equals(order) ->
                    promising(promises.after(e), shortBy(e.released()));
            case ItemPicked e when e.order().equals(order) -> after(e);
            case ItemChecked e when e.order().equals(order) ->
                    spread(
                            e.lineId(),
                            e.goods(),
                            Tally::unchecked,
                            LineCount::open,
                            (tally, share) -> tally.check(share));
            case ItemPacked e when e.order().equals(order) ->
                    spread(
                                    null,
                                    e.goods(),
                                    Tally::unpacked,
                                    LineCount::open,
                                    (tally, share) -> tally.pack(share))
                            .boxed(e.container(), e.goods(), e.goods().quantity());
            case ItemUnpacked e when order.equals(e.order()) ->
                    boxed(e.container(), e.goods(), -e.goods().quantity());
            case ItemLoaded e when e.order().equals(order) ->
                    spread(
                            null,
                            picked(e.movement()),
                            Tally::ready,
                            LineCount::loadable,
                            (tally, share) -> tally.load(share));
            case ItemUnloaded e when e.order().equals(order) ->
                    spread(
                            null,
                            picked(e.movement()),
                            Tally::loaded,
                            LineCount::overloaded,
                            (tally, share) -> tally.load(-share));
            case ShipmentDispatched e -> loads(e.loads(), Tally::ship).leaving(e);
            case ShipmentDelivered e -> loads(e.loads(), Tally::deliver);
            case GoodsRefused e -> {
                OrderBook book = this;
                for (Load load : e.loads()) {
                    if (load.order().equals(order)) {
                        book = book.goingBack(pieceOf(load), e.shipment(), load.quantity());
                    }
                }
                yield book;
            }
            case GoodsReturned e when e.order().equals(order) -> after(e);
            case ItemPutBack e when e.order().equals(order) ->
                    with(
                            piece(e.lineId(), e.movement()),
                            tally -> tally.putBack(e.movement().quantity()));
            case OrderPlaced _, OrderAmended _, OrderCancelled _ -> this;
            case OrderAllocated _, OrderUnallocated _, PromisesBroken _ -> this;
            case ItemPicked _, ItemPutBack _ -> this;
            case ItemChecked _, ItemPacked _, ItemUnpacked _, ItemLoaded _, ItemUnloaded _ -> this;
            case GoodsReturned _,
                    GoodsLeftBehind _,
                    ShipmentPlanned _,
                    ShipmentCancelled _,
                    WavePlanned _ ->
                    this;
            case VehicleDefined _, RouteDefined _, RoutePlanned _, RouteCommitted _ -> this;
            case MasterDataEvent _, AccessEvent _, WorkEvent _, ChargingEvent _, InboundEvent _ ->
                    this;
            case EventCorrected e when order.equals(e.about().order()) -> after(e);
            case InventoryEvent _, RecallEvent _, CorrectionEvent _, UnitEvent _ -> this;
        };
    }

    /// What was picked by mistake is not picked, and promised as before.
    private OrderBook after(EventCorrected wrong) {
        OrderBook now = promising(promises.after(wrong), shortages);
        LineId line = wrong.about().line();
        for (Movement movement : wrong.movements()) {
            if (line != null) {
                now = now.with(piece(line, movement), tally -> tally.putBack(movement.quantity()));
            }
        }
        return now;
    }

    private OrderBook boxed(Sscc container, Picked packed, int change) {
        Box box = new Box(new Kind(packed.item(), packed.serial()), container.value());
        int quantity = boxes.getOrDefault(box, 0) + change;
        return new OrderBook(
                order,
                document,
                lines,
                promises,
                shortages,
                next,
                goods,
                quantity > 0 ? boxes.plus(box, quantity) : boxes.minus(box),
                departed,
                refused);
    }

    /// The units of goods that leave, leave with them.
    private OrderBook leaving(ShipmentDispatched event) {
        PSet<Sscc> left = departed;
        for (Load load : event.loads()) {
            if (load.order().equals(order)) {
                for (Map.Entry<Box, Integer> entry : boxes(new Kind(load.item(), load.serial()))) {
                    Sscc unit = entry.getKey().unit();
                    if (event.units() == null || event.units().contains(unit)) {
                        left = left.plus(unit);
                    }
                }
            }
        }
        return new OrderBook(
                order, document, lines, promises, shortages, next, goods, boxes, left, refused);
    }

    private List<Map.Entry<Box, Integer>> boxes(Kind kind) {
        List<Map.Entry<Box, Integer>> found = new ArrayList<>();
        for (Map.Entry<Box, Integer> entry : boxes.from(new Box(kind, ""))) {
            if (!entry.getKey().kind().equals(kind)) {
                break;
            }
            found.add(entry);
        }
        return found;
    }

    /// The units that hold goods of it and have not left, each with how many kinds of its goods are
    /// in it of which some are neither on a vehicle nor gone.
    Map<Sscc, Integer> boxesHere() {
        Map<Sscc, Integer> here = new LinkedHashMap<>();
        boxes.forEach(
                (box, _) -> {
                    if (!departed.contains(box.unit())) {
                        int ready = 0;
                        for (Tally tally : pieces(box.kind()).values()) {
                            ready += tally.ready();
                        }
                        here.merge(box.unit(), ready > 0 ? 1 : 0, Integer::sum);
                    }
                });
        return here;
    }

    /// What leaves a unit that is away when so many pieces come back by their own label, delivered
    /// or refused at the door: those first that were in none.
    List<ItemUnpacked> unpackingAway(Goods scanned, int quantity) {
        OrderPlaced wanted = document.placed();
        if (wanted == null || quantity == 0) {
            return List.of();
        }
        Kind kind = new Kind(scanned.of(wanted.owner()), scanned.serial());
        int loose = 0;
        for (Map.Entry<Piece, Tally> entry : pieces(kind).entrySet()) {
            loose += entry.getValue().atConsignee() + Ride.sum(wayBack(entry.getKey()));
        }
        List<Map.Entry<Box, Integer>> gone = new ArrayList<>(boxes(kind));
        gone.removeIf(entry -> !departed.contains(entry.getKey().unit()));
        for (Map.Entry<Box, Integer> entry : gone) {
            loose -= entry.getValue();
        }
        int rest = quantity - Math.max(0, loose);
        List<ItemUnpacked> unpacked = new ArrayList<>();
        for (Map.Entry<Box, Integer> entry : gone) {
            int part = Math.min(rest, entry.getValue());
            if (part > 0) {
                unpacked.add(
                        new ItemUnpacked(
                                order,
                                entry.getKey().unit(),
                                new Picked(kind.item(), kind.serial(), part),
                                null,
                                scanned.scan()));
                rest -= part;
            }
        }
        return unpacked;
    }

    /// What leaves its unit at a door where so many of all that are on board were refused. Where it
    /// is not known out of which units these were taken, nobody knows what is in them any more:
    /// then all of the kind leaves them. Whole units of one size are told apart when they come
    /// back.
    ///
    /// @param aboard the units on board
    /// @param pure   whether nothing else is in a unit
    /// @param whole  whether a unit goes back as it is
    List<ItemUnpacked> unpackingRefused(
            Kind kind,
            int refused,
            int onBoard,
            Collection<Sscc> aboard,
            Predicate<Sscc> pure,
            Predicate<Sscc> whole) {
        List<Map.Entry<Box, Integer>> holders = new ArrayList<>(boxes(kind));
        holders.removeIf(entry -> !aboard.contains(entry.getKey().unit()));
        if (holders.isEmpty()) {
            return List.of();
        }
        int inUnits = holders.stream().mapToInt(Map.Entry::getValue).sum();
        int size = holders.getFirst().getValue();
        boolean wholeOnes =
                inUnits == onBoard
                        && refused < onBoard
                        && refused % size == 0
                        && holders.stream()
                                .allMatch(
                                        entry ->
                                                entry.getValue() == size
                                                        && pure.test(entry.getKey().unit()));
        if (wholeOnes) {
            return List.of();
        }
        boolean known = holders.size() == 1 && inUnits == onBoard;
        List<ItemUnpacked> unpacked = new ArrayList<>();
        for (Map.Entry<Box, Integer> entry : holders) {
            Sscc unit = entry.getKey().unit();
            if (!whole.test(unit)) {
                unpacked.add(
                        new ItemUnpacked(
                                order,
                                unit,
                                new Picked(
                                        kind.item(),
                                        kind.serial(),
                                        known ? refused : entry.getValue())));
            }
        }
        return unpacked;
    }

    /// How many of the refused goods of a kind ride back in their units.
    int ridingInUnits(Kind kind) {
        int rides = 0;
        int away = 0;
        for (Map.Entry<Piece, Tally> entry : pieces(kind).entrySet()) {
            int back = Ride.sum(wayBack(entry.getKey()));
            rides += back;
            away += entry.getValue().atConsignee() + back;
        }
        for (Map.Entry<Box, Integer> entry : boxes(kind)) {
            if (departed.contains(entry.getKey().unit())) {
                away -= entry.getValue();
            }
        }
        return Math.max(0, rides - Math.max(0, away));
    }

    /// What leaves its unit when these shares of what stands ready go back to a bin: as much as was
    /// packed and cannot stay so.
    List<ItemUnpacked> unpacking(List<Share> shares, Scan scan) {
        Map<Kind, Integer> leaving = new LinkedHashMap<>();
        for (Share share : shares) {
            Counted counted = goods.get(share.piece().slot());
            if (counted != null) {
                Tally before = counted.tally();
                int lost = before.packed() - before.putBack(share.quantity()).packed();
                leaving.merge(share.piece().slot().kind(), lost, Integer::sum);
            }
        }
        List<ItemUnpacked> unpacked = new ArrayList<>();
        leaving.forEach((kind, quantity) -> unpacked.addAll(outOf(kind, quantity, departed, scan)));
        return unpacked;
    }

    /// What leaves without its unit, which is not among those on board: some of the unit's goods
    /// were loaded by their own label, and others stay.
    List<ItemUnpacked> leavingWithout(Collection<Sscc> onBoard) {
        PSet<Sscc> away = departed.plusAll(onBoard);
        Map<Kind, Integer> excess = new LinkedHashMap<>();
        boxes.forEach(
                (box, quantity) -> {
                    if (!away.contains(box.unit())) {
                        excess.merge(box.kind(), quantity, Integer::sum);
                    }
                });
        List<ItemUnpacked> unpacked = new ArrayList<>();
        excess.forEach(
                (kind, quantity) -> {
                    int staying = 0;
                    for (Tally tally : pieces(kind).values()) {
                        staying += tally.ready();
                    }
                    unpacked.addAll(outOf(kind, quantity - staying, away, null));
                });
        return unpacked;
    }

    /// So many goods of a kind out of their units, but for those that are away.
    private List<ItemUnpacked> outOf(
            Kind kind, int quantity, PSet<Sscc> away, @Nullable Scan scan) {
        List<ItemUnpacked> unpacked = new ArrayList<>();
        int rest = quantity;
        for (Map.Entry<Box, Integer> entry : boxes(kind)) {
            Sscc unit = entry.getKey().unit();
            int part = away.contains(unit) ? 0 : Math.min(rest, entry.getValue());
            if (part > 0) {
                unpacked.add(
                        new ItemUnpacked(
                                order,
                                unit,
                                new Picked(kind.item(), kind.serial(), part),
                                null,
                                scan));
                rest -= part;
            }
        }
        return unpacked;
    }

    /// What is missing once these promises are not kept.
    private List<DistributionEvent.Shortage> shortBy(List<Allocation> broken) {
        Map<LineId, DistributionEvent.Shortage> missing = new LinkedHashMap<>();
        if (shortages != null) {
            shortages.forEach(part -> missing.put(part.lineId(), part));
        }
        for (Allocation promise : broken) {
            missing.merge(
                    promise.lineId(),
                    new DistributionEvent.Shortage(
                            promise.lineId(), promise.item().di(), promise.quantity()),
                    (was, more) ->
                            new DistributionEvent.Shortage(
                                    was.lineId(), was.di(), was.quantity() + more.quantity()));
        }
        return List.copyOf(missing.values());
    }

    /// The book after another form of its document.
    private OrderBook documented(WarehouseEvent event, Map<LineId, Integer> cancelled) {
        return wanting(document.after(order, event), cancelled);
    }

    /// The book if the order were wanted like this.
    OrderBook wanting(PlacedOrder wanted, Map<LineId, Integer> cancelled) {
        PagedMap<LineId, LineCount> counts = lines;
        for (Map.Entry<LineId, LineCount> line : lines.entrySet()) {
            counts =
                    counted(
                            counts,
                            line.getKey(),
                            line.getValue().wanting(0, cancelled.getOrDefault(line.getKey(), 0)));
        }
        if (wanted.placed() != null) {
            for (OrderLine line : wanted.placed().lines()) {
                LineCount count = counts.getOrDefault(line.lineId(), LineCount.NONE);
                counts = counted(counts, line.lineId(), count.wanting(line.quantity(), 0));
            }
        }
        return new OrderBook(
                order, wanted, counts, promises, shortages, next, goods, boxes, departed, refused);
    }

    private OrderBook promising(
            OrderPromises kept, @Nullable List<DistributionEvent.Shortage> missing) {
        return new OrderBook(
                order, document, lines, kept, missing, next, goods, boxes, departed, refused);
    }

    private static PagedMap<LineId, LineCount> counted(
            PagedMap<LineId, LineCount> lines, LineId line, LineCount count) {
        return count.equals(LineCount.NONE) ? lines.minus(line) : lines.plus(line, count);
    }

    /// The book after one more pick for it.
    OrderBook after(ItemPicked pick) {
        int quantity = pick.movement().quantity();
        Instant at = pick.scan().believedAt();
        return promising(promises.after(pick), shortages)
                .with(piece(pick.lineId(), pick.movement()), tally -> tally.pick(quantity, at));
    }

    private OrderBook after(GoodsReturned back) {
        int quantity = back.movement().quantity();
        Piece piece = piece(back.lineId(), back.movement());
        return switch (back.movement().from().kind()) {
            case ORDER -> with(piece, tally -> tally.putBack(quantity));
            case VEHICLE ->
                    goingBack(piece, new ShipmentId(back.movement().from().id()), -quantity);
            case CONSIGNEE, SUPPLIER, LOCATION, DESTROYED, LOST ->
                    with(piece, tally -> tally.comeBack(quantity));
        };
    }

    private OrderBook goingBack(Piece piece, ShipmentId shipment, int change) {
        OnTheWayBack key = new OnTheWayBack(piece.slot(), shipment.value());
        int quantity = refused.getOrDefault(key, 0) + change;
        return new OrderBook(
                order,
                document,
                lines,
                promises,
                shortages,
                next,
                goods,
                boxes,
                departed,
                quantity > 0 ? refused.plus(key, quantity) : refused.minus(key));
    }

    /// Such goods that ride back, refused at the door.
    List<Ride> wayBack(Piece piece) {
        List<Ride> rides = new ArrayList<>();
        for (Map.Entry<OnTheWayBack, Integer> entry :
                refused.from(new OnTheWayBack(piece.slot(), ""))) {
            if (!entry.getKey().slot().equals(piece.slot())) {
                break;
            }
            rides.add(new Ride(piece, new ShipmentId(entry.getKey().shipment()), entry.getValue()));
        }
        return rides;
    }

    /// So many of a piece on the vehicle of the shipment with which they left.
    record Ride(Piece piece, ShipmentId shipment, int quantity) {
        static int sum(List<Ride> rides) {
            return rides.stream().mapToInt(Ride::quantity).sum();
        }
    }

    /// What a line still needs from the bins.
    int needed(OrderLine line) {
        return count(line.lineId()).needed();
    }

    /// How far goods of a line are that are all the same.
    Tally tally(Piece piece) {
        Counted counted = goods.get(piece.slot());
        return counted == null ? Tally.ZERO : counted.tally();
    }

    /// How far a line is.
    LineCount count(LineId line) {
        return lines.getOrDefault(line, LineCount.NONE);
    }

    /// Whether there is nothing left of it to be sent, because all of it has left.
    boolean gone() {
        OrderPlaced wanted = document.placed();
        return wanted != null
                && !wanted.lines().isEmpty()
                && wanted.lines().stream().allMatch(line -> count(line.lineId()).open() == 0);
    }

    /// What is picked without being wanted: of each line what was picked last, and what is on no
    /// vehicle first.
    List<Unwanted> unwanted() {
        Map<LineId, Integer> open = new LinkedHashMap<>();
        lines.forEach(
                (line, count) -> {
                    if (count.unwanted() > 0) {
                        open.put(line, count.unwanted());
                    }
                });
        if (open.isEmpty()) {
            return List.of();
        }
        List<Map.Entry<Piece, Tally>> pieces = pieces().reversed();
        List<Unwanted> unwanted = new ArrayList<>();
        for (boolean loaded : List.of(false, true)) {
            for (Map.Entry<Piece, Tally> entry : pieces) {
                Piece piece = entry.getKey();
                Tally tally = entry.getValue();
                int share =
                        Math.min(
                                open.getOrDefault(piece.line(), 0),
                                loaded ? tally.loaded() : tally.ready());
                if (share > 0) {
                    open.merge(piece.line(), -share, Integer::sum);
                    unwanted.add(
                            new Unwanted(
                                    piece.line(),
                                    piece.item(),
                                    piece.serial(),
                                    piece.expiryDate(),
                                    share,
                                    loaded));
                }
            }
        }
        return unwanted;
    }

    /// All that is picked, piece by piece: goods of a kind together, in the order in which they
    /// were first picked.
    List<Map.Entry<Piece, Tally>> pieces() {
        Map<Kind, List<Map.Entry<Piece, Tally>>> kinds = new LinkedHashMap<>();
        for (Map.Entry<Slot, Counted> entry : inOrder(goods.entrySet())) {
            Slot slot = entry.getKey();
            kinds.computeIfAbsent(slot.kind(), _ -> new ArrayList<>())
                    .add(Map.entry(slot.piece(), entry.getValue().tally()));
        }
        return kinds.values().stream().flatMap(List::stream).toList();
    }

    private static List<Map.Entry<Slot, Counted>> inOrder(
            Collection<Map.Entry<Slot, Counted>> entries) {
        List<Map.Entry<Slot, Counted>> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(entry -> entry.getValue().number()));
        return sorted;
    }

    /// The pieces of the goods' kind, in the order in which they were first picked.
    Map<Piece, Tally> pieces(Goods scanned) {
        OrderPlaced wanted = document.placed();
        return wanted == null
                ? Map.of()
                : pieces(new Kind(scanned.of(wanted.owner()), scanned.serial()));
    }

    private Map<Piece, Tally> pieces(Kind kind) {
        List<Map.Entry<Slot, Counted>> found = new ArrayList<>();
        for (Map.Entry<Slot, Counted> entry : goods.from(new Slot(kind, Portion.FIRST))) {
            if (!entry.getKey().kind().equals(kind)) {
                break;
            }
            found.add(entry);
        }
        Map<Piece, Tally> pieces = new LinkedHashMap<>();
        inOrder(found)
                .forEach(entry -> pieces.put(entry.getKey().piece(), entry.getValue().tally()));
        return pieces;
    }

    private OrderBook loads(List<Load> loads, Counting counting) {
        OrderBook book = this;
        for (Load load : loads) {
            if (load.order().equals(order)) {
                book = book.with(pieceOf(load), tally -> counting.count(tally, load.quantity()));
            }
        }
        return book;
    }

    /// Counts goods whose scan does not say which of several equal pieces they are: the first ones
    /// that have not come that far, those of lines that ask for it before others.
    private OrderBook spread(
            @Nullable LineId line,
            Picked scanned,
            ToIntFunction<Tally> open,
            ToIntFunction<LineCount> first,
            Counting counting) {
        OrderBook book = this;
        for (Share share :
                share(
                        pieces(new Kind(scanned.item(), scanned.serial())),
                        piece -> line == null || line.equals(piece.line()),
                        scanned.quantity(),
                        open,
                        first,
                        true)) {
            book = book.with(share.piece(), tally -> counting.count(tally, share.quantity()));
        }
        return book;
    }

    /// A part of a piece.
    record Share(Piece piece, int quantity) {}

    /// At most `quantity` of what counts as `open`, from the pieces in their order: first as much
    /// as each line asks for, then, with `beyond`, also more.
    List<Share> share(
            Map<Piece, Tally> pieces,
            Predicate<Piece> which,
            int quantity,
            ToIntFunction<Tally> open,
            ToIntFunction<LineCount> asks,
            boolean beyond) {
        Map<Piece, Integer> shares = new LinkedHashMap<>();
        Map<LineId, Integer> asked = new HashMap<>();
        int rest = quantity;
        for (boolean more : beyond ? List.of(false, true) : List.of(false)) {
            for (Map.Entry<Piece, Tally> entry : pieces.entrySet()) {
                Piece piece = entry.getKey();
                if (rest > 0 && which.test(piece)) {
                    int left = open.applyAsInt(entry.getValue()) - shares.getOrDefault(piece, 0);
                    int wanted =
                            asked.computeIfAbsent(
                                    piece.line(), line -> asks.applyAsInt(count(line)));
                    int share = Math.min(rest, more ? left : Math.min(left, wanted));
                    if (share > 0) {
                        shares.merge(piece, share, Integer::sum);
                        asked.merge(piece.line(), -share, Integer::sum);
                        rest -= share;
                    }
                }
            }
        }
        List<Share> list = new ArrayList<>();
        shares.forEach((piece, share) -> list.add(new Share(piece, share)));
        return list;
    }

    /// The book with another tally of a piece. One of which nothing is left is forgotten.
    private OrderBook with(Piece piece, UnaryOperator<Tally> change) {
        Slot slot = piece.slot();
        Counted before = goods.getOrDefault(slot, new Counted(next, Tally.ZERO));
        Tally tally = change.apply(before.tally());
        return new OrderBook(
                order,
                document,
                counted(lines, piece.line(), count(piece.line()).after(before.tally(), tally)),
                promises,
                shortages,
                before.number() == next ? next + 1 : next,
                tally.equals(Tally.ZERO)
                        ? goods.minus(slot)
                        : goods.plus(slot, new Counted(before.number(), tally)),
                boxes,
                departed,
                refused);
    }

    private static Piece pieceOf(Load load) {
        return new Piece(load.lineId(), load.item(), load.serial(), load.expiryDate());
    }

    private static Piece piece(LineId line, Movement movement) {
        return new Piece(line, movement.item(), movement.serial(), movement.expiryDate());
    }

    private static Picked picked(Movement movement) {
        return new Picked(movement.item(), movement.serial(), movement.quantity());
    }

    private interface Counting {
        Tally count(Tally tally, int quantity);
    }
}
