package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import java.util.List;

/// Frees all that is promised to an order and not yet picked. Where nothing is, it is so already.
public final class UnallocateOrderDecision implements Decision<UnallocateOrder> {

    @Override
    public Class<UnallocateOrder> commandType() {
        return UnallocateOrder.class;
    }

    @Override
    public Outcome decide(UnallocateOrder command, Books books) {
        OrderBook order = books.open(OrderBook.BOOK, command.order());
        OrderPlaced placed = order.visible(command.actingFor(), command.warehouses());
        if (placed == null) {
            return Outcome.rejected(new DistributionRejection.NoSuchOrder(command.order()));
        }
        List<Allocation> promised = order.promises().all();
        return promised.isEmpty() && order.shortages() == null
                ? Outcome.accepted()
                : Outcome.accepted(new OrderUnallocated(command.order(), placed.owner(), promised));
    }
}
