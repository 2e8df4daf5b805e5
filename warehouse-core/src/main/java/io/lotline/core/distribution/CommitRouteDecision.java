package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.events.DistributionEvent.PlanBasis;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.RouteStop;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.VehicleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The newest plan of a route is committed while all that it was made of is as it was. Each vehicle
/// has a shipment of what it brings and what is on no shipment yet, by the rules of all shipments
/// ([PlanShipmentDecision]): so an order of two routes leaves with that one which is committed
/// first.
public final class CommitRouteDecision implements Decision<CommitRoute> {
    private final PlanShipmentDecision shipments = new PlanShipmentDecision();

    @Override
    public Class<CommitRoute> commandType() {
        return CommitRoute.class;
    }

    @Override
    public Outcome decide(CommitRoute command, Books books) {
        RouteBook book = books.open(RouteBook.BOOK, command.route());
        RouteDefined route = book.defined();
        if (route == null || !Orders.existsFor(command.warehouses(), route.warehouse())) {
            return Outcome.rejected(new RouteRejection.UnknownRoute(command.route()));
        }
        RoutePlanned plan = book.plan();
        if (plan == null || plan.plan() != command.plan()) {
            return Outcome.rejected(
                    new RouteRejection.OtherRoutePlan(command.route(), book.number()));
        }
        if (book.committed() == command.plan()) {
            return Outcome.rejected(
                    new RouteRejection.NothingToCommit(command.route(), plan.plan()));
        }
        List<String> changed = changed(plan.basis(), RouteReading.of(books, book, route).basis());
        if (!changed.isEmpty()) {
            return Outcome.rejected(
                    new RouteRejection.RoutePlanOutdated(command.route(), plan.plan(), changed));
        }
        return commit(command, books, book, plan);
    }

    private Outcome commit(CommitRoute command, Books books, RouteBook book, RoutePlanned plan) {
        Map<VehicleId, ShipmentId> left = RouteReading.left(books, book);
        Map<OrderId, VehicleId> settled = book.settled();
        Map<VehicleId, List<RouteStop>> stops = new LinkedHashMap<>();
        for (RouteStop stop : plan.stops()) {
            stops.computeIfAbsent(stop.vehicle(), _ -> new ArrayList<>()).add(stop);
        }
        List<CommittedTour> tours = new ArrayList<>();
        List<WarehouseEvent> planned = new ArrayList<>();
        for (Map.Entry<VehicleId, List<RouteStop>> entry : stops.entrySet()) {
            VehicleId vehicle = entry.getKey();
            List<OrderId> orders = new ArrayList<>();
            Set<EnterpriseId> consignees = new LinkedHashSet<>();
            for (RouteStop stop : entry.getValue()) {
                for (OrderId order : stop.orders()) {
                    if (!settled.containsKey(order)) {
                        orders.add(order);
                        consignees.add(stop.consignee());
                    }
                }
            }
            VehicleDefined file = books.open(KnownVehicle.BOOK, vehicle).file();
            if (orders.isEmpty() || file == null) {
                continue;
            }
            ShipmentId gone = left.get(vehicle);
            if (gone != null) {
                return Outcome.rejected(
                        new RouteRejection.VehicleLeft(command.route(), vehicle, gone));
            }
            ShipmentId shipment =
                    ShipmentId.of(command.route(), book.shipments() + tours.size() + 1);
            Outcome outcome =
                    shipments.decide(
                            new PlanShipment(
                                    shipment,
                                    orders,
                                    file.carrier(),
                                    vehicle.value(),
                                    List.copyOf(consignees),
                                    command.warehouses(),
                                    command.today()),
                            books);
            switch (outcome) {
                case Outcome.Accepted(List<WarehouseEvent> events) -> planned.addAll(events);
                case Outcome.Rejected _ -> {
                    return outcome;
                }
            }
            tours.add(new CommittedTour(vehicle, shipment, orders));
        }
        if (tours.isEmpty()) {
            return Outcome.rejected(
                    new RouteRejection.NothingToCommit(command.route(), plan.plan()));
        }
        List<WarehouseEvent> events = new ArrayList<>();
        events.add(new RouteCommitted(command.route(), plan.plan(), tours));
        events.addAll(planned);
        return new Outcome.Accepted(events);
    }

    /// The documents that are not in both in the same form.
    private static List<String> changed(List<PlanBasis> before, List<PlanBasis> now) {
        Set<PlanBasis> differ = new LinkedHashSet<>(before);
        Set<PlanBasis> both = new HashSet<>(now);
        both.retainAll(differ);
        differ.addAll(now);
        differ.removeAll(both);
        return differ.stream()
                .map(each -> each.kind().name().toLowerCase(Locale.ROOT) + " " + each.id())
                .distinct()
                .toList();
    }
}
