package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A route: what it is for, the plan that was made last, and what is committed of it.
///
/// @param defined   null for one that there is not
/// @param plan      null before the first
/// @param tours     what is committed and was not cancelled since
/// @param shipments how many there ever were
/// @param committed the number of the plan that is committed; 0 for none
record RouteBook(
        @Nullable RouteDefined defined,
        @Nullable RoutePlanned plan,
        List<CommittedTour> tours,
        int shipments,
        int committed) {
    static final Book<RouteId, RouteBook> BOOK =
            Book.named("route", 1, RouteId.class, RouteBook.class)
                    .ruled(
                            route ->
                                    Boundaries.of(Tags.route(route))
                                            .types(
                                                    RouteDefined.class,
                                                    RoutePlanned.class,
                                                    RouteCommitted.class,
                                                    ShipmentCancelled.class),
                            _ -> new RouteBook(null, null, List.of(), 0, 0),
                            (_, before, event) -> before.after(event))
                    .sized(book -> book.defined() == null ? 1 : 1 + book.defined().orders().size());

    RouteBook {
        tours = List.copyOf(tours);
    }

    private RouteBook after(WarehouseEvent event) {
        if (event instanceof RouteDefined now) {
            return new RouteBook(now, plan, tours, shipments, committed);
        }
        if (event instanceof RoutePlanned now) {
            return new RouteBook(defined, now, tours, shipments, committed);
        }
        if (event instanceof RouteCommitted now) {
            List<CommittedTour> all = new ArrayList<>(tours);
            all.addAll(now.tours());
            return new RouteBook(defined, plan, all, shipments + now.tours().size(), now.plan());
        }
        // what a cancelled shipment was to bring is to be planned again
        return event instanceof ShipmentCancelled gone
                ? new RouteBook(
                        defined, plan, CommittedTour.without(tours, gone.shipment()), shipments, 0)
                : this;
    }

    /// The number of the plan that was made last; 0 before the first.
    int number() {
        return plan == null ? 0 : plan.plan();
    }

    /// Which vehicle brings what is committed.
    Map<OrderId, VehicleId> settled() {
        return CommittedTour.settled(tours);
    }
}
