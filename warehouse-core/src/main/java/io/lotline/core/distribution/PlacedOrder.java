package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.CancelledLine;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An order as it is wanted now: as it was placed, with what was amended and cancelled since.
///
/// @param placed   null for an order that was never placed; without lines, it is cancelled
/// @param revision how many forms the document has had
record PlacedOrder(@Nullable OrderPlaced placed, int revision) {
    static final PlacedOrder UNKNOWN = new PlacedOrder(null, 0);

    static final Book<OrderId, PlacedOrder> BOOK =
            Book.named("order-placed", 2, OrderId.class, PlacedOrder.class)
                    .ruled(
                            order ->
                                    Boundaries.of(Tags.order(order))
                                            .types(
                                                    OrderPlaced.class,
                                                    OrderAmended.class,
                                                    OrderCancelled.class),
                            _ -> UNKNOWN,
                            (id, order, event) -> order.after(id, event))
                    .sized(order -> order.placed() == null ? 1 : 1 + order.placed().lines().size());

    /// The document after an event; the same for events that do not change it.
    PlacedOrder after(OrderId order, WarehouseEvent event) {
        if (event instanceof OrderPlaced now && now.order().equals(order)) {
            return new PlacedOrder(now, 1);
        }
        if (event instanceof OrderAmended now && now.order().equals(order)) {
            return new PlacedOrder(
                    new OrderPlaced(
                            order, now.owner(), now.consignee(), now.warehouse(), now.lines()),
                    now.revision());
        }
        return event instanceof OrderCancelled now && now.order().equals(order) && placed != null
                ? new PlacedOrder(without(placed, now.lines()), now.revision())
                : this;
    }

    private static OrderPlaced without(OrderPlaced before, List<CancelledLine> cancelled) {
        Map<LineId, Integer> less = new HashMap<>();
        cancelled.forEach(line -> less.merge(line.lineId(), line.quantity(), Integer::sum));
        List<OrderLine> lines = new ArrayList<>();
        for (OrderLine line : before.lines()) {
            int left = line.quantity() - less.getOrDefault(line.lineId(), 0);
            if (left > 0) {
                lines.add(
                        new OrderLine(line.lineId(), line.di(), left, line.minimumRemainingDays()));
            }
        }
        return new OrderPlaced(
                before.order(), before.owner(), before.consignee(), before.warehouse(), lines);
    }

    /// Whether it was cancelled before anything of it had left.
    boolean cancelled() {
        return placed != null && placed.lines().isEmpty();
    }
}
