package io.lotline.api.distribution;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Language;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.api.http.ViewBehind;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.distribution.CommitRoute;
import io.lotline.core.distribution.DefineRoute;
import io.lotline.core.distribution.PlanRoute;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.events.DistributionEvent.OrderSize;
import io.lotline.core.events.DistributionEvent.OtherVehicle;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.RouteStop;
import io.lotline.core.routing.RoutePlanner;
import io.lotline.core.routing.RoutingPlan;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Breach;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.PlannedBy;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.Route;
import io.lotline.projections.distribution.Routes;
import io.lotline.projections.distribution.RoutesView;
import io.lotline.projections.distribution.UnplannedOrder;
import io.lotline.projections.distribution.UnplannedOrdersView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Plans routes: which vehicle brings what to whom, in which order.
@RestController
class RoutesController {
    private static final long SEED = 1;

    private final Commands commands;
    private final Views views;
    private final Routes routes;
    private final EventLog log;
    private final Freshness freshness;
    private final ParkClock clock;
    private final KnownValues known;
    private final Names names;

    RoutesController(
            Commands commands,
            Views views,
            EventLog log,
            Freshness freshness,
            ParkClock clock,
            KnownValues known,
            Names names) {
        this.commands = commands;
        this.views = views;
        this.routes = views.routes();
        this.log = log;
        this.freshness = freshness;
        this.clock = clock;
        this.known = known;
        this.names = names;
    }

    /// Says what a route is for; with `If-Match` changes what the caller saw.
    @Operation(
            summary = "Says what a route is for, or changes it with If-Match",
            description =
                    "Either the orders are named, or a wave whose orders they are. What is committed of a route stays in it.")
    @PutMapping("/v1/routes/{routeId}")
    ResponseEntity<Filed> put(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable RouteId routeId,
            @RequestBody RouteFile body) {
        submission.caller().mustWorkIn(body.warehouse());
        Done done =
                commands.run(
                        new DefineRoute(
                                body.of(routeId),
                                Revision.seen(ifMatch),
                                submission.caller().ownWarehouses()),
                        submission.document());
        Filed filed = new Filed(routeId);
        return done.events().isEmpty()
                ? Commands.put(done, filed)
                : Commands.put(done, FileForm.of(Commands.event(done, RouteDefined.class)), filed);
    }

    /// Shows a route with its newest plan.
    @Operation(summary = "Shows a route with its newest plan")
    @Reads({RoutesView.NAME, EnterprisesView.NAME})
    @GetMapping("/v1/routes/{routeId}")
    ResponseEntity<RouteOnFile> get(Caller caller, @PathVariable RouteId routeId) {
        Route route = find(caller, routeId);
        RouteDefined file = route.file();
        return ResponseEntity.ok()
                .eTag(Revision.tag(FileForm.of(file)))
                .body(
                        new RouteOnFile(
                                routeId,
                                file.warehouse(),
                                file.date(),
                                file.departure(),
                                route.state(),
                                file.vehicles(),
                                file.orders(),
                                file.wave(),
                                file.latitude(),
                                file.longitude(),
                                file.sizes(),
                                file.minutesPerStop(),
                                file.kilometersPerHour(),
                                route.plan() == null
                                        ? null
                                        : plan(route.plan(), route.settled().keySet()),
                                route.tours().stream().map(Tour::of).toList()));
    }

    private Route find(Caller caller, RouteId routeId) {
        return routes.find(routeId)
                .filter(route -> caller.worksIn(route.warehouse()))
                .orElseThrow(() -> Unknown.document("route", routeId));
    }

    /// Lists routes.
    @Operation(summary = "Lists routes")
    @Reads({RoutesView.NAME, LocationsView.NAME})
    @GetMapping("/v1/routes")
    ResponseEntity<Listing<RouteRow>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam Route.@Nullable State state) {
        known.warehouse(caller, warehouse);
        Page<Route> page =
                routes.find(caller.warehouseOr(warehouse), state, asked.after(), asked.limit());
        return Listing.of(
                page.items().stream()
                        .filter(route -> caller.worksIn(route.warehouse()))
                        .map(RouteRow::of)
                        .toList(),
                page.next());
    }

    /// Proposes a plan. The same orders, vehicles and seed have the same plan; what is committed
    /// stays on its vehicle.
    @Operation(
            summary = "Proposes which vehicle brings what, in which order",
            description =
                    "As many orders as possible, by short tours. Each stop says why, each order that fits nowhere too. Nothing is bound by a plan until it is committed.")
    @PostMapping("/v1/routes/{routeId}/plan")
    ResponseEntity<PlanOnFile> plan(
            Submission submission,
            @PathVariable RouteId routeId,
            @RequestBody(required = false) @Nullable PlanRequest body) {
        Route route = fresh(submission.caller(), routeId);
        long seed = body == null || body.seed() == null ? SEED : body.seed();
        RoutingPlan found = RoutePlanner.plan(RouteFactsOnFile.of(views, route).problem(), seed);
        Map<String, List<OrderId>> tours = new LinkedHashMap<>();
        for (RoutingPlan.Stop stop : found.stops()) {
            stop.orders()
                    .forEach(
                            order ->
                                    tours.computeIfAbsent(stop.truck(), _ -> new ArrayList<>())
                                            .add(new OrderId(order)));
        }
        List<PlanRoute.Tour> wanted =
                tours.entrySet().stream()
                        .map(
                                tour ->
                                        new PlanRoute.Tour(
                                                new VehicleId(tour.getKey()), tour.getValue()))
                        .toList();
        Done done =
                commands.run(
                        new PlanRoute(
                                routeId,
                                PlannedBy.PLANNER,
                                wanted,
                                midnight(route),
                                Set.of(route.number()),
                                submission.caller().ownWarehouses()),
                        submission.keyed(body));
        RoutePlanned planned = Commands.event(done, RoutePlanned.class);
        return tagged(Commands.ok(done, plan(planned, route.settled().keySet())));
    }

    /// Sets the stops of a route by hand: vehicle by vehicle, in their order. What no vehicle can
    /// carry or keep at its temperature, and what keeps a driver away for too long, is refused;
    /// coming outside of receiving hours is not, and the plan says so.
    @Operation(
            summary = "Sets the stops of a route by hand",
            description =
                    "Sends the plan's ETag as If-Match where there is a plan. Orders of no stop are not brought.")
    @PutMapping("/v1/routes/{routeId}/stops")
    ResponseEntity<PlanOnFile> stops(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable RouteId routeId,
            @RequestBody StopsRequest body) {
        Route route = fresh(submission.caller(), routeId);
        List<PlanRoute.Tour> wanted =
                body.stops().stream()
                        .map(stop -> new PlanRoute.Tour(stop.vehicle(), stop.orders()))
                        .toList();
        Done done =
                commands.run(
                        new PlanRoute(
                                routeId,
                                PlannedBy.HAND,
                                wanted,
                                midnight(route),
                                ifMatch == null ? Set.of() : Revision.allowed(ifMatch),
                                submission.caller().ownWarehouses()),
                        submission.document());
        RoutePlanned now =
                done.events().isEmpty()
                        ? fresh(submission.caller(), routeId).plan()
                        : Commands.event(done, RoutePlanned.class);
        if (now == null) {
            throw Unknown.document("plan", routeId);
        }
        return tagged(Commands.put(done, plan(now, route.settled().keySet())));
    }

    /// Commits a plan: each vehicle has a shipment of what it brings.
    @Operation(
            summary = "Commits a plan: each vehicle has a shipment of what it brings",
            description =
                    "Names the plan that was looked at. It has to be the newest, and all that it was made of as it was.")
    @PostMapping("/v1/routes/{routeId}/commitment")
    ResponseEntity<Committed> commit(
            Submission submission, @PathVariable RouteId routeId, @RequestBody PlanNumber body) {
        Done done =
                commands.run(
                        new CommitRoute(
                                routeId,
                                body.plan(),
                                submission.caller().ownWarehouses(),
                                submission.today()),
                        submission.keyed(body));
        RouteCommitted committed = Commands.event(done, RouteCommitted.class);
        return Commands.ok(
                done,
                new Committed(
                        routeId,
                        committed.plan(),
                        committed.tours().stream().map(Tour::of).toList()));
    }

    /// Lists the orders that fit nowhere: those that no vehicle brings by the last plan that they
    /// were in.
    @Operation(summary = "Lists the orders that no vehicle brings")
    @Reads({UnplannedOrdersView.NAME, RoutesView.NAME, LocationsView.NAME})
    @GetMapping("/v1/unplanned-orders")
    ResponseEntity<Listing<UnplannedRow>> unplanned(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable RouteId route) {
        known.warehouse(caller, warehouse);
        known.route(route);
        Page<UnplannedOrder> page =
                routes.unplanned(
                        caller.warehouseOr(warehouse), route, asked.after(), asked.limit());
        Language language = Language.current();
        return Listing.of(
                page.items().stream()
                        .filter(order -> caller.worksIn(order.warehouse()))
                        .map(
                                order ->
                                        new UnplannedRow(
                                                order.orderId(),
                                                order.warehouse(),
                                                order.route(),
                                                order.plan(),
                                                order.why(),
                                                RouteWords.why(
                                                        order.why(), order.others(), language),
                                                order.since()))
                        .toList(),
                page.next());
    }

    /// The route as the log's end has it, with all that it is planned by.
    private Route fresh(Caller caller, RouteId routeId) {
        long head = log.head().position();
        if (!freshness.await(head, HttpLimits.POSITION_WAIT, RouteFactsOnFile.names())) {
            throw ViewBehind.at(
                    head,
                    "The views of routes did not come to position %d within %d s, so nobody knows yet what there is to plan.\nMaybe ask again."
                            .formatted(head, HttpLimits.POSITION_WAIT.toSeconds()));
        }
        return find(caller, routeId);
    }

    private Instant midnight(Route route) {
        return route.file().date().atStartOfDay(clock.zone()).toInstant();
    }

    private static ResponseEntity<PlanOnFile> tagged(ResponseEntity<PlanOnFile> answer) {
        PlanOnFile plan = answer.getBody();
        return plan == null
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .eTag(Revision.tag(plan.plan()))
                        .body(plan);
    }

    private PlanOnFile plan(RoutePlanned plan, Set<OrderId> settled) {
        Map<String, String> named =
                names.enterprises(plan.stops().stream().map(RouteStop::consignee));
        Language language = Language.current();
        return new PlanOnFile(
                plan.plan(),
                plan.by(),
                plan.stops().stream()
                        .map(
                                stop ->
                                        new Stop(
                                                stop.vehicle(),
                                                stop.sequence(),
                                                stop.consignee(),
                                                named.get(stop.consignee().value()),
                                                stop.arrival(),
                                                stop.orders(),
                                                RouteWords.why(
                                                        stop.meters(),
                                                        stop.others(),
                                                        stop.breaks(),
                                                        settled.containsAll(stop.orders()),
                                                        language),
                                                stop.meters(),
                                                stop.others(),
                                                stop.breaks()))
                        .toList(),
                plan.unplanned().stream().map(order -> Unplanned.of(order, language)).toList(),
                plan.distanceMeters(),
                plan.greedyDistanceMeters());
    }

    record Filed(RouteId routeId) {}

    /// A route.
    ///
    /// @param departure when its vehicles leave, by the park's clock
    /// @param latitude  of the warehouse, in degrees (WGS 84)
    /// @param plan      its newest; left out before the first
    /// @param shipments what is committed
    record RouteOnFile(
            RouteId routeId,
            WarehouseId warehouse,
            LocalDate date,
            @JsonFormat(pattern = "HH:mm") LocalTime departure,
            Route.State state,
            List<VehicleId> vehicles,
            List<OrderId> orders,
            @Nullable WaveId wave,
            BigDecimal latitude,
            BigDecimal longitude,
            List<OrderSize> sizes,
            int minutesPerStop,
            int kilometersPerHour,
            @Nullable PlanOnFile plan,
            List<Tour> shipments) {}

    /// A route in a list.
    ///
    /// @param stops          of its newest plan
    /// @param unplanned      how many orders no vehicle brings by it
    /// @param distanceMeters how far its vehicles drive by it
    record RouteRow(
            RouteId routeId,
            WarehouseId warehouse,
            LocalDate date,
            @JsonFormat(pattern = "HH:mm") LocalTime departure,
            Route.State state,
            int vehicles,
            int orders,
            @Nullable WaveId wave,
            @Nullable Integer plan,
            @Nullable Integer stops,
            @Nullable Integer unplanned,
            @Nullable Long distanceMeters,
            @Nullable Long greedyDistanceMeters,
            Instant changed) {
        static RouteRow of(Route route) {
            RouteDefined file = route.file();
            RoutePlanned plan = route.plan();
            return new RouteRow(
                    route.routeId(),
                    route.warehouse(),
                    file.date(),
                    file.departure(),
                    route.state(),
                    file.vehicles().size(),
                    file.orders().size(),
                    file.wave(),
                    plan == null ? null : plan.plan(),
                    plan == null ? null : plan.stops().size(),
                    plan == null ? null : plan.unplanned().size(),
                    plan == null ? null : plan.distanceMeters(),
                    plan == null ? null : plan.greedyDistanceMeters(),
                    route.changed());
        }
    }

    /// A plan.
    ///
    /// @param plan                 its number
    /// @param unplanned            what no vehicle brings
    /// @param distanceMeters       how far all vehicles drive
    /// @param greedyDistanceMeters how far they would drive by always going to whoever is next
    record PlanOnFile(
            int plan,
            PlannedBy by,
            List<Stop> stops,
            List<Unplanned> unplanned,
            long distanceMeters,
            long greedyDistanceMeters) {}

    /// A stop.
    ///
    /// @param sequence which one of its vehicle, counted from 1
    /// @param arrival  when handing over begins
    /// @param why      why it is this vehicle's
    /// @param meters   how much shorter its vehicle's tour would be without it
    /// @param others   what it would mean for other vehicles: how much longer their tours would be,
    ///     or what would break
    /// @param breaks   what a person accepted to break
    record Stop(
            VehicleId vehicle,
            int sequence,
            EnterpriseId consignee,
            @Nullable String consigneeName,
            Instant arrival,
            List<OrderId> orders,
            String why,
            long meters,
            List<OtherVehicle> others,
            List<Breach> breaks) {}

    /// An order that no vehicle brings.
    ///
    /// @param reason the same as `why`, for programs
    /// @param others what the nearest vehicles would break
    record Unplanned(OrderId order, String why, UnplannedWhy reason, List<OtherVehicle> others) {
        static Unplanned of(DistributionEvent.UnplannedOrder order, Language language) {
            return new Unplanned(
                    order.order(),
                    RouteWords.why(order.why(), order.others(), language),
                    order.why(),
                    order.others());
        }
    }

    /// An order that fits nowhere.
    record UnplannedRow(
            OrderId orderId,
            WarehouseId warehouse,
            RouteId route,
            int plan,
            UnplannedWhy reason,
            String why,
            Instant since) {}

    /// What a vehicle brings, and with which shipment.
    record Tour(VehicleId vehicle, ShipmentId shipmentId, List<OrderId> orders) {
        static Tour of(CommittedTour tour) {
            return new Tour(tour.vehicle(), tour.shipment(), tour.orders());
        }
    }

    record Committed(RouteId routeId, int plan, List<Tour> shipments) {}

    /// @param seed another one may find another plan; 1 where it is left out
    record PlanRequest(@Nullable Long seed) {}

    /// @param plan its number
    record PlanNumber(int plan) {}

    /// The stops of a route, in the order in which each vehicle comes to them.
    record StopsRequest(List<StopRequest> stops) {
        StopsRequest {
            stops = Shape.list("stops", stops, 0, HttpLimits.MAX_LINES);
        }
    }

    record StopRequest(VehicleId vehicle, List<OrderId> orders) {
        StopRequest {
            orders = Shape.lines("orders", orders);
        }
    }

    /// What a route is for.
    ///
    /// @param departure         when its vehicles leave, by the park's clock
    /// @param vehicles          those that may drive it
    /// @param orders            what is to be brought; left out for those of a wave
    /// @param latitude          of the warehouse, in degrees (WGS 84)
    /// @param sizes             how much room orders need, as far as that is known
    /// @param minutesPerStop    how long a stop takes; 15 where it is left out
    /// @param kilometersPerHour how fast vehicles drive; 40 where it is left out
    record RouteFile(
            WarehouseId warehouse,
            LocalDate date,
            @JsonFormat(pattern = "HH:mm") LocalTime departure,
            List<VehicleId> vehicles,
            @Nullable List<OrderId> orders,
            @Nullable WaveId wave,
            BigDecimal latitude,
            BigDecimal longitude,
            @Nullable List<OrderSize> sizes,
            @Nullable Integer minutesPerStop,
            @Nullable Integer kilometersPerHour) {
        private static final int MOST_ORDERS = 500;
        private static final int MOST_VEHICLES = 50;
        private static final int MINUTES_PER_STOP = 15;
        private static final int MOST_MINUTES = 240;
        private static final int KILOMETERS_PER_HOUR = 40;
        private static final int FASTEST = 120;
        private static final int MOST_ROOM = 1_000_000;

        RouteFile {
            vehicles = Shape.list("vehicles", vehicles, 1, MOST_VEHICLES);
            var _ = Shape.distinct("vehicles", vehicles);
            if ((orders == null) == (wave == null)) {
                throw Malformed.field(
                        "orders",
                        "A route is of orders or of a wave.\nMaybe name either 'orders' or 'wave'.");
            }
            if (orders != null) {
                orders = Shape.list("orders", orders, 1, MOST_ORDERS);
                var _ = Shape.distinct("orders", orders);
            }
            Shape.place(latitude, longitude);
            sizes = sizes == null ? List.of() : Shape.list("sizes", sizes, 0, MOST_ORDERS);
            var _ = Shape.distinct("sizes", sizes.stream().map(OrderSize::order).toList());
            for (OrderSize size : sizes) {
                within("sizes.volumeLitres", size.volumeLitres(), 0, MOST_ROOM);
                within("sizes.weightKilograms", size.weightKilograms(), 0, MOST_ROOM);
            }
            within("minutesPerStop", minutesPerStop, 0, MOST_MINUTES);
            within("kilometersPerHour", kilometersPerHour, 1, FASTEST);
        }

        private static void within(String field, @Nullable Integer value, int min, int max) {
            if (value != null && (value < min || value > max)) {
                throw new MalformedValue(
                        field,
                        "'%s' is from %d to %d, and not %d.".formatted(field, min, max, value));
            }
        }

        RouteDefined of(RouteId route) {
            return new RouteDefined(
                    route,
                    warehouse,
                    date,
                    departure,
                    vehicles,
                    orders == null ? List.of() : orders,
                    wave,
                    plain(latitude),
                    plain(longitude),
                    sizes == null ? List.of() : sizes,
                    minutesPerStop == null ? MINUTES_PER_STOP : minutesPerStop,
                    kilometersPerHour == null ? KILOMETERS_PER_HOUR : kilometersPerHour);
        }

        /// Degrees that say the same are the same.
        private static BigDecimal plain(BigDecimal degrees) {
            BigDecimal stripped = degrees.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }
}
