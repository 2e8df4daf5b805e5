package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OtherVehicle;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.RouteStop;
import io.lotline.core.events.DistributionEvent.UnplannedOrder;
import io.lotline.core.routing.RoutePlanner;
import io.lotline.core.routing.RoutingPlan;
import io.lotline.core.routing.RoutingProblem;
import io.lotline.core.values.Breach;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.PlannedBy;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A plan is looked at with what the books know at this moment, whoever made it: no vehicle brings
/// what it cannot carry or keep at its temperature, no driver is away for too long, and what is
/// committed stays on its vehicle. Hours of consignees bind the planner; a person may come outside
/// of them, and the plan says so.
public final class PlanRouteDecision implements Decision<PlanRoute> {
    /// What a person may decide.
    private static final Set<Breach> ALLOWED_BY_HAND = Set.of(Breach.RECEIVING_HOURS);

    @Override
    public Class<PlanRoute> commandType() {
        return PlanRoute.class;
    }

    @Override
    public Outcome decide(PlanRoute command, Books books) {
        RouteBook book = books.open(RouteBook.BOOK, command.route());
        RouteDefined route = book.defined();
        if (route == null || !Orders.existsFor(command.warehouses(), route.warehouse())) {
            return Outcome.rejected(new RouteRejection.UnknownRoute(command.route()));
        }
        RouteReading reading = RouteReading.of(books, book, route);
        if (command.by() == PlannedBy.HAND && isSame(command, book, reading)) {
            return Outcome.accepted();
        }
        Rejection refusal = seen(command, book);
        if (refusal == null) {
            refusal = tours(command, route, book, reading);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        RoutingProblem problem = reading.facts().problem();
        Map<String, List<String>> tours = new HashMap<>();
        for (PlanRoute.Tour tour : command.tours()) {
            tours.computeIfAbsent(tour.vehicle().value(), _ -> new ArrayList<>())
                    .addAll(tour.orders().stream().map(OrderId::value).toList());
        }
        RoutingPlan plan = RoutePlanner.of(problem, tours);
        refusal = breaks(command, book, plan);
        return refusal == null
                ? Outcome.accepted(
                        planned(
                                command,
                                book,
                                reading,
                                plan,
                                RoutePlanner.greedy(problem).meters()))
                : Outcome.rejected(refusal);
    }

    /// Whether it is so already, of the same documents.
    private static boolean isSame(PlanRoute command, RouteBook book, RouteReading reading) {
        RoutePlanned last = book.plan();
        if (last == null || !last.basis().equals(reading.basis())) {
            return false;
        }
        Map<VehicleId, List<OrderId>> wanted = new HashMap<>();
        for (PlanRoute.Tour tour : command.tours()) {
            wanted.computeIfAbsent(tour.vehicle(), _ -> new ArrayList<>()).addAll(tour.orders());
        }
        wanted.values().removeIf(List::isEmpty);
        Map<VehicleId, List<OrderId>> now = new HashMap<>();
        for (RouteStop stop : last.stops()) {
            now.computeIfAbsent(stop.vehicle(), _ -> new ArrayList<>()).addAll(stop.orders());
        }
        return wanted.equals(now);
    }

    private static @Nullable Rejection seen(PlanRoute command, RouteBook book) {
        Set<Integer> seen = command.seen();
        if (seen == null || seen.contains(book.number())) {
            return null;
        }
        return seen.isEmpty() && book.plan() != null
                ? new RouteRejection.RoutePlanExists(command.route(), book.number())
                : seen.isEmpty()
                        ? null
                        : new RouteRejection.OtherRoutePlan(command.route(), book.number());
    }

    private static @Nullable Rejection tours(
            PlanRoute command, RouteDefined route, RouteBook book, RouteReading reading) {
        Set<OrderId> known = new HashSet<>(route.orders());
        Map<OrderId, UnplannedWhy> never = reading.facts().never();
        Map<OrderId, VehicleId> settled = book.settled();
        Map<OrderId, VehicleId> wanted = new HashMap<>();
        for (PlanRoute.Tour tour : command.tours()) {
            if (!route.vehicles().contains(tour.vehicle())) {
                return new RouteRejection.VehicleNotOnRoute(command.route(), tour.vehicle());
            }
            for (OrderId order : tour.orders()) {
                if (!known.contains(order)) {
                    return new RouteRejection.NotOnRoute(command.route(), order);
                }
                if (wanted.put(order, tour.vehicle()) != null) {
                    return new DistributionRejection.DuplicateOrder(order);
                }
                UnplannedWhy why = never.get(order);
                if (why != null) {
                    return new RouteRejection.CannotBeBrought(command.route(), order, why.name());
                }
            }
        }
        for (Map.Entry<OrderId, VehicleId> entry : settled.entrySet()) {
            if (!never.containsKey(entry.getKey())
                    && !entry.getValue().equals(wanted.get(entry.getKey()))) {
                return new RouteRejection.CommittedOrderMoved(
                        command.route(), entry.getKey(), entry.getValue());
            }
        }
        return null;
    }

    /// What a plan breaks that it may not; where all that a vehicle brings is committed, that is
    /// settled.
    private static @Nullable Rejection breaks(PlanRoute command, RouteBook book, RoutingPlan plan) {
        Set<OrderId> settled = book.settled().keySet();
        Set<String> open = new HashSet<>();
        for (RoutingPlan.Stop stop : plan.stops()) {
            if (!settled.containsAll(orders(stop))) {
                open.add(stop.truck());
            }
        }
        for (RoutingPlan.Stop stop : plan.stops()) {
            List<Breach> breaks =
                    stop.breaks().stream()
                            .filter(
                                    breach ->
                                            command.by() != PlannedBy.HAND
                                                    || !ALLOWED_BY_HAND.contains(breach))
                            .toList();
            if (!breaks.isEmpty() && open.contains(stop.truck())) {
                return new RouteRejection.RouteStopBreaks(
                        command.route(),
                        new VehicleId(stop.truck()),
                        stop.sequence(),
                        new EnterpriseId(stop.consignee()),
                        orders(stop),
                        breaks);
            }
        }
        return null;
    }

    private static List<OrderId> orders(RoutingPlan.Stop stop) {
        return stop.orders().stream().map(OrderId::new).toList();
    }

    private static RoutePlanned planned(
            PlanRoute command,
            RouteBook book,
            RouteReading reading,
            RoutingPlan plan,
            long greedy) {
        List<RouteStop> stops = new ArrayList<>();
        for (RoutingPlan.Stop stop : plan.stops()) {
            Instant arrival = command.midnight().plusSeconds(stop.arrival());
            stops.add(
                    new RouteStop(
                            new VehicleId(stop.truck()),
                            stop.sequence(),
                            new EnterpriseId(stop.consignee()),
                            arrival,
                            orders(stop),
                            stop.meters(),
                            others(stop.others()),
                            stop.breaks()));
        }
        List<UnplannedOrder> unplanned = new ArrayList<>();
        reading.facts()
                .never()
                .forEach((order, why) -> unplanned.add(new UnplannedOrder(order, why, List.of())));
        for (RoutingPlan.Left left : plan.unplanned()) {
            unplanned.add(
                    new UnplannedOrder(
                            new OrderId(left.order()), left.why(), others(left.others())));
        }
        return new RoutePlanned(
                command.route(),
                reading.facts().route().warehouse(),
                book.number() + 1,
                command.by(),
                stops,
                unplanned,
                plan.meters(),
                greedy,
                reading.basis());
    }

    private static List<OtherVehicle> others(List<RoutingPlan.Other> others) {
        return others.stream()
                .map(
                        other ->
                                new OtherVehicle(
                                        new VehicleId(other.truck()),
                                        other.meters(),
                                        other.breaks()))
                .toList();
    }
}
