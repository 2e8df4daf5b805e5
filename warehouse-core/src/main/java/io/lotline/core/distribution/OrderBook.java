package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.KeyOrder;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How far an order has come.
///
/// @param picked    how many pieces of each line are picked and not put back
/// @param promises  what is promised to it and not yet picked
/// @param shortages what the last allocation could not promise; null before the first one
/// @param next      the number of the next goods that are picked
/// @param goods     its picked goods, numbered in the order in which they were first picked
record OrderBook(
        OrderId order,
        @Nullable OrderPlaced placed,
        PagedMap<LineId, Integer> picked,
        OrderPromises promises,
        @Nullable List<DistributionEvent.Shortage> shortages,
        long next,
        PagedMap<Slot, Counted> goods) {

    static final Book<OrderId, OrderBook> BOOK =
            Book.named("order", 3, OrderId.class, OrderBook.class)
                    .ruled(
                            order ->
                                    Boundaries.of(Tags.order(order))
                                            .types(
                                                    List.of(
                                                            OrderPlaced.class,
                                                            OrderAllocated.class,
                                                            ItemPicked.class,
                                                            ItemChecked.class,
                                                            ItemPacked.class,
                                                            ItemLoaded.class,
                                                            ItemUnloaded.class,
                                                            ShipmentDispatched.class,
                                                            ShipmentDelivered.class,
                                                            GoodsReturned.class)),
                            OrderBook::unread,
                            (_, book, event) -> book.after(event))
                    .sized(
                            book ->
                                    book.goods().unsaved()
                                            + book.promises().unsaved()
                                            + book.picked().unsaved());

    private static OrderBook unread(OrderId order) {
        return new OrderBook(
                order, null, PagedMap.empty(), OrderPromises.NONE, null, 0, PagedMap.empty());
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
    record Tally(
            int picked,
            int checked,
            int packed,
            int loaded,
            int shipped,
            int delivered,
            int returned) {
        static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0);

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

        Tally pick(int quantity) {
            return new Tally(
                    picked + quantity, checked, packed, loaded, shipped, delivered, returned);
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
                    returned);
        }

        Tally check(int quantity) {
            return new Tally(
                    picked, checked + quantity, packed, loaded, shipped, delivered, returned);
        }

        Tally pack(int quantity) {
            return new Tally(
                    picked, checked, packed + quantity, loaded, shipped, delivered, returned);
        }

        Tally load(int quantity) {
            return new Tally(
                    picked, checked, packed, loaded + quantity, shipped, delivered, returned);
        }

        Tally ship(int quantity) {
            return new Tally(picked, checked, packed, 0, shipped + quantity, delivered, returned);
        }

        Tally deliver(int quantity) {
            return new Tally(
                    picked, checked, packed, loaded, shipped, delivered + quantity, returned);
        }

        Tally comeBack(int quantity) {
            return new Tally(
                    picked, checked, packed, loaded, shipped, delivered, returned + quantity);
        }
    }

    private OrderBook after(WarehouseEvent event) {
        return switch (event) {
            case OrderPlaced e when e.order().equals(order) ->
                    new OrderBook(order, e, picked, promises, shortages, next, goods);
            case OrderAllocated e when e.order().equals(order) ->
                    new OrderBook(
                            order, placed, picked, promises.after(e), e.shortages(), next, goods);
            case ItemPicked e when e.order().equals(order) -> after(e);
            case ItemChecked e when e.order().equals(order) ->
                    spread(
                            e.lineId(),
                            e.goods(),
                            Tally::unchecked,
                            (tally, share) -> tally.check(share));
            case ItemPacked e when e.order().equals(order) ->
                    spread(null, e.goods(), Tally::unpacked, (tally, share) -> tally.pack(share));
            case ItemLoaded e when e.order().equals(order) ->
                    spread(
                            null,
                            picked(e.movement()),
                            Tally::ready,
                            (tally, share) -> tally.load(share));
            case ItemUnloaded e when e.order().equals(order) ->
                    spread(
                            null,
                            picked(e.movement()),
                            Tally::loaded,
                            (tally, share) -> tally.load(-share));
            case ShipmentDispatched e -> loads(e.loads(), Tally::ship);
            case ShipmentDelivered e -> loads(e.loads(), Tally::deliver);
            case GoodsReturned e when e.order().equals(order) -> after(e);
            case OrderPlaced _, OrderAllocated _, ItemPicked _, ItemChecked _, ItemPacked _ -> this;
            case ItemLoaded _, ItemUnloaded _, GoodsReturned _ -> this;
            case ShipmentPlanned _, WavePlanned _ -> this;
            case MasterDataEvent _, AccessEvent _, InboundEvent _ -> this;
            case InventoryEvent _, RecallEvent _ -> this;
        };
    }

    /// The book after one more pick for it.
    OrderBook after(ItemPicked pick) {
        int quantity = pick.movement().quantity();
        return new OrderBook(
                        order,
                        placed,
                        picked.plus(pick.lineId(), picked(pick.lineId()) + quantity),
                        promises.after(pick),
                        shortages,
                        next,
                        goods)
                .with(piece(pick.lineId(), pick.movement()), tally -> tally.pick(quantity));
    }

    private OrderBook after(GoodsReturned back) {
        int quantity = back.movement().quantity();
        Piece piece = piece(back.lineId(), back.movement());
        return back.movement().from().kind() == Place.Kind.ORDER
                ? new OrderBook(
                                order,
                                placed,
                                picked.plus(piece.line(), picked(piece.line()) - quantity),
                                promises,
                                shortages,
                                next,
                                goods)
                        .with(piece, tally -> tally.putBack(quantity))
                : with(piece, tally -> tally.comeBack(quantity));
    }

    /// What a line still needs from the bins.
    int needed(OrderLine line) {
        return line.quantity() - picked(line.lineId());
    }

    private int picked(LineId line) {
        return picked.getOrDefault(line, 0);
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
        return placed == null
                ? Map.of()
                : pieces(new Kind(scanned.of(placed.owner()), scanned.serial()));
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
                book =
                        book.with(
                                new Piece(
                                        load.lineId(),
                                        load.item(),
                                        load.serial(),
                                        load.expiryDate()),
                                tally -> counting.count(tally, load.quantity()));
            }
        }
        return book;
    }

    /// Counts goods whose scan does not say which of several equal pieces they are: the first ones
    /// that have not come that far.
    private OrderBook spread(
            @Nullable LineId line, Picked scanned, ToIntFunction<Tally> open, Counting counting) {
        OrderBook book = this;
        int rest = scanned.quantity();
        for (Map.Entry<Piece, Tally> entry :
                pieces(new Kind(scanned.item(), scanned.serial())).entrySet()) {
            Piece piece = entry.getKey();
            int share = Math.min(rest, open.applyAsInt(entry.getValue()));
            if (share > 0 && (line == null || line.equals(piece.line()))) {
                book = book.with(piece, tally -> counting.count(tally, share));
                rest -= share;
            }
        }
        return book;
    }

    /// The book with another tally of a piece. One of which nothing is left is forgotten.
    private OrderBook with(Piece piece, UnaryOperator<Tally> change) {
        Slot slot = piece.slot();
        Counted before = goods.getOrDefault(slot, new Counted(next, Tally.ZERO));
        Tally tally = change.apply(before.tally());
        return new OrderBook(
                order,
                placed,
                picked,
                promises,
                shortages,
                before.number() == next ? next + 1 : next,
                tally.equals(Tally.ZERO)
                        ? goods.minus(slot)
                        : goods.plus(slot, new Counted(before.number(), tally)));
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
