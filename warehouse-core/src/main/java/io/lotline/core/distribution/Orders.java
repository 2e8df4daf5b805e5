package io.lotline.core.distribution;

import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.SharedRejection.EmptyDocument;
import io.lotline.core.rules.SharedRejection.TooManyLines;
import io.lotline.core.rules.SharedRejection.UnknownOrder;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders that are planned together: waves and shipments.
public record Orders(Map<OrderId, OrderPlaced> placed) {
    static final Orders NONE = new Orders(Map.of());
    static final int MAX_ORDERS = 1_000;

    static List<Criterion> placed(List<OrderId> orders) {
        return orders.stream()
                .limit(MAX_ORDERS)
                .map(order -> Boundaries.of(Tags.order(order)).types(OrderPlaced.class))
                .toList();
    }

    Orders evolve(WarehouseEvent event) {
        if (!(event instanceof OrderPlaced order)) {
            return this;
        }
        Map<OrderId, OrderPlaced> copy = new HashMap<>(placed);
        copy.put(order.order(), order);
        return new Orders(Collections.unmodifiableMap(copy));
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
