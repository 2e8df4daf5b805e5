package io.lotline.api.distribution;

import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.CancelledLine;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.values.OrderId;
import java.util.List;

/// What a cancellation ended. All of it is empty where everything was cancelled already.
///
/// @param lines    how many pieces of each line are not wanted any more
/// @param released the promises that it ended
/// @param putBack  all that is picked for the order without being wanted, and has to be put back
record CancelledOrder(
        OrderId orderId,
        List<CancelledLine> lines,
        List<UnallocatedOrder.Freed> released,
        List<UnwantedGoods> putBack) {

    static CancelledOrder of(OrderId order, Done done) {
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof OrderCancelled event) {
                return new CancelledOrder(
                        order,
                        event.lines(),
                        UnallocatedOrder.Freed.of(event.released()),
                        event.putBack().stream().map(UnwantedGoods::of).toList());
            }
        }
        return new CancelledOrder(order, List.of(), List.of(), List.of());
    }
}
