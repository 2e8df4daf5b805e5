package io.lotline.core.distribution;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.Allocation;
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
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Promises;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How far an order has come, as far as the events that were read tell.
///
/// @param promises  what is promised to it and not yet picked
/// @param shortages what the last allocation could not promise; null before the first one
/// @param pieces    its picked goods, in the order of their first pick
public record OrderBook(
        OrderId order,
        @Nullable OrderPlaced placed,
        Promises promises,
        @Nullable List<DistributionEvent.Shortage> shortages,
        Map<Piece, Tally> pieces) {

    static OrderBook unread(OrderId order) {
        return new OrderBook(order, null, Promises.NONE, null, Map.of());
    }

    /// Picked goods of one line that are all the same.
    public record Piece(
            LineId line,
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate) {
        boolean same(StockItem otherItem, @Nullable SerialNumber otherSerial) {
            return item.equals(otherItem) && Objects.equals(serial, otherSerial);
        }
    }

    /// How many of a piece went how far. Each later step counts pieces of an earlier one.
    ///
    /// @param picked   taken for the order and not put back
    /// @param loaded   on the vehicle of a shipment that has not left
    /// @param shipped  left with a shipment
    /// @param returned came back from the consignee
    public record Tally(
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

    /// The book after an event; events of other orders change nothing.
    OrderBook evolve(WarehouseEvent event) {
        return switch (event) {
            case OrderPlaced e when e.order().equals(order) ->
                    new OrderBook(order, e, promises, shortages, pieces);
            case OrderAllocated e when e.order().equals(order) ->
                    new OrderBook(order, placed, promises.evolve(e), e.shortages(), pieces);
            case ItemPicked e when e.order().equals(order) ->
                    new OrderBook(order, placed, promises.evolve(e), shortages, pieces)
                            .with(
                                    piece(e.lineId(), e.movement()),
                                    tally -> tally.pick(e.movement().quantity()));
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
            case GoodsReturned e when e.order().equals(order) ->
                    with(
                            piece(e.lineId(), e.movement()),
                            tally ->
                                    e.movement().from().kind() == Place.Kind.ORDER
                                            ? tally.putBack(e.movement().quantity())
                                            : tally.comeBack(e.movement().quantity()));
            case OrderPlaced _, OrderAllocated _, ItemPicked _, ItemChecked _, ItemPacked _ -> this;
            case ItemLoaded _, ItemUnloaded _, GoodsReturned _ -> this;
            case ShipmentPlanned _, WavePlanned _ -> this;
            case MasterDataEvent _, AccessEvent _, InboundEvent _ -> this;
            case InventoryEvent _, RecallEvent _ -> this;
        };
    }

    /// What a line still needs from the bins.
    int needed(OrderLine line) {
        int picked = 0;
        for (Map.Entry<Piece, Tally> entry : pieces.entrySet()) {
            if (entry.getKey().line().equals(line.lineId())) {
                picked += entry.getValue().picked();
            }
        }
        return line.quantity() - picked;
    }

    int sum(ToIntFunction<Tally> count) {
        return pieces.values().stream().mapToInt(count).sum();
    }

    List<Allocation> openAllocations() {
        return promises.allocations(_ -> true);
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
            @Nullable LineId line, Picked goods, ToIntFunction<Tally> open, Counting counting) {
        OrderBook book = this;
        int rest = goods.quantity();
        for (Map.Entry<Piece, Tally> entry : pieces.entrySet()) {
            Piece piece = entry.getKey();
            int share = Math.min(rest, open.applyAsInt(entry.getValue()));
            if (share > 0
                    && piece.same(goods.item(), goods.serial())
                    && (line == null || line.equals(piece.line()))) {
                book = book.with(piece, tally -> counting.count(tally, share));
                rest -= share;
            }
        }
        return book;
    }

    private OrderBook with(Piece piece, UnaryOperator<Tally> change) {
        Map<Piece, Tally> copy = new LinkedHashMap<>(pieces);
        copy.put(piece, change.apply(copy.getOrDefault(piece, Tally.ZERO)));
        return new OrderBook(order, placed, promises, shortages, Collections.unmodifiableMap(copy));
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
