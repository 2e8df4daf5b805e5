package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection.UnknownShipment;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A shipment: its plan, and whether it has left. How far its goods are is in the books of its
/// orders.
///
/// @param cancelled why it does not take place; null where it does
/// @param route     of which it was committed; null for none
record ShipmentBook(
        ShipmentId shipment,
        @Nullable ShipmentPlanned planned,
        boolean dispatched,
        @Nullable String cancelled,
        @Nullable RouteId route) {

    static final Book<ShipmentId, ShipmentBook> BOOK =
            Book.named("shipment", 2, ShipmentId.class, ShipmentBook.class)
                    .ruled(
                            shipment ->
                                    Boundaries.of(Tags.shipment(shipment))
                                            .types(
                                                    ShipmentPlanned.class,
                                                    ShipmentCancelled.class,
                                                    RouteCommitted.class,
                                                    ShipmentDispatched.class),
                            shipment -> new ShipmentBook(shipment, null, false, null, null),
                            (_, book, event) -> book.after(event))
                    .sized(
                            book ->
                                    book.planned() == null
                                            ? 1
                                            : 1 + book.planned().orders().size() / 4);

    private ShipmentBook after(WarehouseEvent event) {
        return new ShipmentBook(
                shipment,
                event instanceof ShipmentPlanned now ? now : planned,
                dispatched || event instanceof ShipmentDispatched,
                event instanceof ShipmentCancelled now ? now.reason() : cancelled,
                event instanceof RouteCommitted now ? now.route() : route);
    }

    /// Why nothing of it is loaded, unloaded or sent any more; null where it may be.
    @Nullable Rejection over() {
        if (dispatched) {
            return new DistributionRejection.AlreadyDispatched(shipment);
        }
        return cancelled == null
                ? null
                : new DistributionRejection.ShipmentIsCancelled(shipment, cancelled);
    }

    /// Loads or unloads goods at this warehouse, or says why nothing of this shipment moves there.
    Outcome handle(Books books, WarehouseId warehouse, ScannedGoods scanned, Handling step) {
        return handle(books, warehouse, scanned, null, step);
    }

    /// The same with goods of one order only.
    Outcome handle(
            Books books,
            WarehouseId warehouse,
            ScannedGoods scanned,
            @Nullable OrderId only,
            Handling step) {
        if (planned == null) {
            return Outcome.rejected(new UnknownShipment(shipment));
        }
        if (!planned.warehouse().equals(warehouse)) {
            return Outcome.rejected(
                    DistributionRejection.WrongWarehouse.of(
                            books, "shipment " + shipment, warehouse));
        }
        Rejection refusal = over();
        if (refusal == null) {
            refusal = Known.refusal(books, scanned.scan());
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return Labels.picked(
                books,
                scanned,
                goods -> since(meant(books, goods, only), goods),
                goods -> step.handle(goods, meant(books, goods, only)));
    }

    private List<OrderBook> meant(Books books, Goods goods, @Nullable OrderId only) {
        return only == null ? ordersWith(books, goods) : orderOf(books, only);
    }

    /// When the first of them was picked for one of these orders; null where that is not known.
    private static @Nullable Instant since(List<OrderBook> orders, Goods goods) {
        Instant first = null;
        for (OrderBook order : orders) {
            OrderScan.Matched matched = OrderScan.match(order, goods);
            Instant at = matched.since();
            if (at == null && !matched.pieces().isEmpty()) {
                return null;
            }
            first = first == null || at != null && at.isBefore(first) ? at : first;
        }
        return first;
    }

    /// The books of the shipment's orders, in the order in which it names them.
    List<OrderBook> orders(Books books) {
        return planned == null
                ? List.of()
                : books.openAll(OrderBook.BOOK, planned.orders()).values().stream()
                        .filter(order -> order.placed() != null)
                        .toList();
    }

    /// The book of this order, if it is one of the shipment's.
    private List<OrderBook> orderOf(Books books, OrderId order) {
        if (planned == null || !planned.orders().contains(order)) {
            return List.of();
        }
        OrderBook book = books.open(OrderBook.BOOK, order);
        return book.placed() == null ? List.of() : List.of(book);
    }

    /// The books of the shipment's orders that may have the goods: of a piece with a serial number
    /// the one for which it was picked.
    private List<OrderBook> ordersWith(Books books, Goods goods) {
        if (goods.serial() == null) {
            return orders(books);
        }
        OrderId order = books.open(PickedFor.BOOK, new Piece(goods.di(), goods.serial())).order();
        if (planned == null || order == null || !planned.orders().contains(order)) {
            return List.of();
        }
        OrderBook book = books.open(OrderBook.BOOK, order);
        return book.placed() == null ? List.of() : List.of(book);
    }

    /// What is done with goods of a shipment that has not left.
    interface Handling {
        Outcome handle(Goods goods, List<OrderBook> orders);
    }
}
