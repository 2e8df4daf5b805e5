package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.VehicleId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A route: what it is for, the plan that was made last, and what is committed of it.
///
/// @param defined   null for one that there is not
/// @param plan      null before the first
/// @param committed the number of the plan that was committed last; 0 before the first
record RouteBook(
        @Nullable RouteDefined defined,
        @Nullable RoutePlanned plan,
        List<CommittedTour> tours,
        int committed) {
    static final Book<RouteId, RouteBook> BOOK =
            Book.named("route", 1, RouteId.class, RouteBook.class)
                    .ruled(
                            route ->
                                    Boundaries.of(Tags.route(route))
                                            .types(
                                                    RouteDefined.class,
                                                    RoutePlanned.class,
                                                    RouteCommitted.class),
                            _ -> new RouteBook(null, null, List.of(), 0),
                            (_, before, event) -> before.after(event))
                    .sized(book -> book.defined() == null ? 1 : 1 + book.defined().orders().size());

    RouteBook {
        tours = List.copyOf(tours);
    }

    private RouteBook after(WarehouseEvent event) {
        if (event instanceof RouteDefined now) {
            return new RouteBook(now, plan, tours, committed);
        }
        if (event instanceof RoutePlanned now) {
            return new RouteBook(defined, now, tours, committed);
        }
        if (event instanceof RouteCommitted now) {
            List<CommittedTour> all = new ArrayList<>(tours);
            all.addAll(now.tours());
            return new RouteBook(defined, plan, all, now.plan());
        }
        return this;
    }

    /// The number of the plan that was made last; 0 before the first.
    int number() {
        return plan == null ? 0 : plan.plan();
    }

    /// Which vehicle brings what is committed.
    Map<OrderId, VehicleId> settled() {
        Map<OrderId, VehicleId> settled = new LinkedHashMap<>();
        for (CommittedTour tour : tours) {
            tour.orders().forEach(order -> settled.put(order, tour.vehicle()));
        }
        return settled;
    }
}
