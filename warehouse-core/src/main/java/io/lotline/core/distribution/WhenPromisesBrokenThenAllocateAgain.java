package io.lotline.core.distribution;

import io.lotline.core.decision.Automation;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Coverage;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An order whose promised goods were taken or stopped is promised others, where there are others.
///
/// A hold and a recall say what they stop and not whom that concerns: there may be thousands of
/// orders, and the stop must not wait for them. No order is promised stopped goods after the stop,
/// so who is promised some once a view reflects the stop's position is all there is.
public final class WhenPromisesBrokenThenAllocateAgain implements Automation {
    public static final String NAME = "when-promises-broken-then-allocate-again";

    private final PromisedOrders promised;

    public WhenPromisesBrokenThenAllocateAgain(PromisedOrders promised) {
        this.promised = promised;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// What it broke itself it has allocated again in the same commit.
    @Override
    public boolean concerns(Recorded happened) {
        return stopped(happened) != null
                || (happened.event() instanceof PromisesBroken
                        && !happened.actor().equals(actor()));
    }

    @Override
    public List<Wish> then(Recorded happened, LocalDate today) {
        Coverage stopped = stopped(happened);
        Set<OrderId> orders =
                stopped != null
                        ? promised.of(stopped, happened.position())
                        : happened.event() instanceof PromisesBroken broken
                                ? Set.of(broken.order())
                                : Set.of();
        return orders.stream()
                .map(order -> new Wish(order.value(), new AllocateAgain(order, today)))
                .toList();
    }

    private static @Nullable Coverage stopped(Recorded happened) {
        if (happened.event() instanceof StockHeld held) {
            return held.scope();
        }
        return happened.event() instanceof RecallStarted recall ? recall.scope() : null;
    }
}
