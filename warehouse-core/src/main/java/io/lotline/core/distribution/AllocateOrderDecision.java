package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.values.Di;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Promises accepted stock to an order: first expired first out, then first received, then by
/// location. Never what is expired, held or recalled, and nothing that the consignee would find too
/// old. What was promised before and is not picked yet is decided anew.
public final class AllocateOrderDecision implements Decision<AllocateOrder> {
    /// What fits into one commit, where each piece is promised by its serial number.
    private static final int MAX_PROMISES = 20_000;

    @Override
    public Class<AllocateOrder> commandType() {
        return AllocateOrder.class;
    }

    @Override
    public Outcome decide(AllocateOrder command, Books books) {
        OrderBook order = books.open(OrderBook.BOOK, command.order());
        OrderPlaced placed = order.visible(command.actingFor(), command.warehouses());
        if (placed == null) {
            return Outcome.rejected(new DistributionRejection.NoSuchOrder(command.order()));
        }
        if (order.document().cancelled()) {
            return Outcome.rejected(new DistributionRejection.CancelledOrder(command.order()));
        }
        return allocate(books, order, placed, order.promises().all(), command.today());
    }

    /// Decides anew what an order is promised.
    ///
    /// @param before the promises that it has
    static Outcome allocate(
            Books books,
            OrderBook order,
            OrderPlaced placed,
            List<Allocation> before,
            LocalDate today) {
        List<Di> dis = placed.lines().stream().map(OrderLine::di).distinct().toList();
        Rejection unlicensed =
                Enterprises.refusal(books, placed, Devices.reading(books, dis).devices(dis), today);
        if (unlicensed != null) {
            return Outcome.rejected(unlicensed);
        }
        Map<Di, Shelves> stock = new HashMap<>();
        List<Allocation> allocations = new ArrayList<>();
        List<Shortage> shortages = new ArrayList<>();
        for (OrderLine line : placed.lines()) {
            Shelves shelves =
                    stock.computeIfAbsent(
                            line.di(), di -> new Shelves(books, placed, di, before, today));
            int missing = shelves.take(line, order.needed(line), allocations);
            if (missing > 0) {
                shortages.add(new Shortage(line.lineId(), line.di(), missing));
            }
        }
        if (allocations.size() > MAX_PROMISES) {
            return Outcome.rejected(
                    new DistributionRejection.TooManyPieces(
                            order.order(), allocations.size(), MAX_PROMISES));
        }
        if (new HashSet<>(before).equals(new HashSet<>(allocations))
                && shortages.equals(order.shortages())) {
            return Outcome.accepted();
        }
        return Outcome.accepted(
                new OrderAllocated(order.order(), placed.owner(), allocations, before, shortages));
    }
}
