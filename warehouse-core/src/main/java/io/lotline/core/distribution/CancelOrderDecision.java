package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.CancelledLine;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.values.LineId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cancels an order, whole or by lines, at any moment before its goods leave. What is promised to
/// it is free again in the same commit; what is picked waits to be put back and is nobody's until
/// then. What has left stays as it is.
///
/// A line that is cancelled already is so already; all of them: nothing happens.
public final class CancelOrderDecision implements Decision<CancelOrder> {

    @Override
    public Class<CancelOrder> commandType() {
        return CancelOrder.class;
    }

    @Override
    public Outcome decide(CancelOrder command, Books books) {
        OrderBook order = books.open(OrderBook.BOOK, command.order());
        OrderPlaced placed = order.visible(command.actingFor(), command.warehouses());
        if (placed == null) {
            return Outcome.rejected(new DistributionRejection.NoSuchOrder(command.order()));
        }
        Map<LineId, OrderLine> wanted = new HashMap<>();
        placed.lines().forEach(line -> wanted.put(line.lineId(), line));
        List<LineId> named = command.lines();
        if (named == null) {
            named = placed.lines().stream().map(OrderLine::lineId).toList();
            if (order.gone()) {
                return Outcome.rejected(
                        new DistributionRejection.OrderDispatched(command.order(), named));
            }
        }
        List<CancelledLine> cancelled = new ArrayList<>();
        List<LineId> gone = new ArrayList<>();
        Set<LineId> seen = new HashSet<>();
        for (LineId id : named) {
            OrderLine line = wanted.get(id);
            int open = order.count(id).open();
            if (line == null && order.count(id).cancelled() == 0) {
                return Outcome.rejected(
                        new DistributionRejection.UnknownLine(
                                command.order(),
                                id,
                                placed.lines().stream().map(OrderLine::lineId).toList()));
            }
            if (line != null && open > 0 && seen.add(id)) {
                cancelled.add(new CancelledLine(id, line.di(), open));
            } else if (line != null && open == 0 && order.count(id).cancelled() == 0) {
                gone.add(id);
            }
        }
        if (command.lines() != null && !gone.isEmpty()) {
            return Outcome.rejected(
                    new DistributionRejection.OrderDispatched(command.order(), gone));
        }
        return cancelled.isEmpty()
                ? Outcome.accepted()
                : Outcome.accepted(cancelled(command, order, placed, cancelled));
    }

    private static OrderCancelled cancelled(
            CancelOrder command,
            OrderBook order,
            OrderPlaced placed,
            List<CancelledLine> cancelled) {
        List<Allocation> released = new ArrayList<>();
        cancelled.forEach(
                line -> released.addAll(order.promises().beyond(line.lineId(), 0, _ -> true)));
        OrderCancelled event =
                new OrderCancelled(
                        command.order(),
                        placed.owner(),
                        placed.warehouse(),
                        cancelled,
                        order.document().revision() + 1,
                        command.reason(),
                        released,
                        List.of());
        OrderBook after = order.wanting(order.document().after(command.order(), event), Map.of());
        return new OrderCancelled(
                event.order(),
                event.owner(),
                event.warehouse(),
                event.lines(),
                event.revision(),
                event.reason(),
                event.released(),
                after.unwanted());
    }
}
