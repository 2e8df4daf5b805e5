package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.rules.SharedRejection.EmptyDocument;
import io.lotline.core.rules.SharedRejection.TooManyLines;
import io.lotline.core.rules.SharedRejection.UnknownOrder;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders that are planned together: waves and shipments.
record Orders(Map<OrderId, OrderPlaced> placed) {
    static final int MAX_ORDERS = 1_000;

    /// These orders, as far as there are any.
    ///
    /// @param warehouses those whose orders exist for the caller, null for any
    static Orders reading(
            Books books, List<OrderId> orders, @Nullable Set<WarehouseId> warehouses) {
        Map<OrderId, OrderPlaced> placed = new HashMap<>();
        books.openAll(PlacedOrder.BOOK, orders.stream().limit(MAX_ORDERS).toList())
                .forEach(
                        (id, order) -> {
                            if (order.placed() != null
                                    && existsFor(warehouses, order.placed().warehouse())) {
                                placed.put(id, order.placed());
                            }
                        });
        return new Orders(Map.copyOf(placed));
    }

    /// Whether a document of this warehouse exists for who works in `own`, null for any.
    static boolean existsFor(@Nullable Set<WarehouseId> own, WarehouseId warehouse) {
        return own == null || own.contains(warehouse);
    }

    /// Why nothing of these orders is left to be picked or sent; null where there is something of
    /// each. An order that was on no shipment has not left.
    static @Nullable Rejection gone(Books books, List<OrderId> orders) {
        List<OrderId> sent = new ArrayList<>();
        books.openAll(LastShipment.BOOK, orders)
                .forEach(
                        (order, last) -> {
                            if (last.shipment() != null) {
                                sent.add(order);
                            }
                        });
        List<OrderId> gone =
                books.openAll(OrderBook.BOOK, sent).entrySet().stream()
                        .filter(order -> order.getValue().gone())
                        .map(Map.Entry::getKey)
                        .toList();
        return gone.isEmpty() ? null : new DistributionRejection.OrdersDispatched(gone);
    }

    OrderPlaced get(OrderId order) {
        return Objects.requireNonNull(placed.get(order));
    }

    /// Why these orders cannot be planned together; null if they can.
    @Nullable Rejection refusal(String document, List<OrderId> orders) {
        if (orders.isEmpty()) {
            return new EmptyDocument(document);
        }
        if (orders.size() > MAX_ORDERS) {
            return new TooManyLines(document, orders.size(), MAX_ORDERS);
        }
        Set<OrderId> seen = new HashSet<>();
        for (OrderId order : orders) {
            if (!placed.containsKey(order)) {
                return new UnknownOrder(order);
            }
            if (get(order).lines().isEmpty()) {
                return new DistributionRejection.CancelledOrder(order);
            }
            if (!seen.add(order)) {
                return new DistributionRejection.DuplicateOrder(order);
            }
        }
        List<WarehouseId> warehouses =
                orders.stream().map(order -> get(order).warehouse()).distinct().toList();
        return warehouses.size() == 1
                ? null
                : new DistributionRejection.SeveralWarehouses(warehouses);
    }
}
