package io.lotline.core.distribution;

import io.lotline.core.events.DistributionEvent.OrderSize;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.RouteStop;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.routing.RoutingProblem;
import io.lotline.core.routing.RoutingProblem.Freight;
import io.lotline.core.routing.RoutingProblem.Truck;
import io.lotline.core.routing.RoutingProblem.Window;
import io.lotline.core.routing.Spot;
import io.lotline.core.values.Address;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.VehicleId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a route when it is planned, wherever it was read.
///
/// @param vehicles of the route, in its order
/// @param orders   of the route; what is on a vehicle already comes first, in the order in which it
///     is brought
public record RouteFacts(RouteDefined route, List<Vehicle> vehicles, List<Order> orders) {
    private static final int MICRO = 6;
    private static final int SECONDS_PER_MINUTE = 60;

    public RouteFacts {
        vehicles = List.copyOf(vehicles);
        orders = List.copyOf(orders);
    }

    /// A vehicle.
    ///
    /// @param left whether it has left with what is committed to it
    public record Vehicle(VehicleDefined file, boolean left) {}

    /// An order.
    ///
    /// @param address      of its consignee; null where none is on file
    /// @param temperatures all at which its goods are kept
    /// @param vehicle      the one that it is committed to; null for none
    /// @param not          why it is not to be brought; null where it is
    public record Order(
            OrderId order,
            EnterpriseId consignee,
            @Nullable Address address,
            int pieces,
            Set<TemperatureClass> temperatures,
            @Nullable VehicleId vehicle,
            @Nullable UnplannedWhy not) {
        public Order {
            temperatures = Set.copyOf(temperatures);
        }

        @Nullable UnplannedWhy why() {
            return not == null && (address == null || spot(address) == null)
                    ? UnplannedWhy.NO_COORDINATES
                    : not;
        }
    }

    /// What is committed first, as it was planned last, and the rest as the route names it.
    public static List<OrderId> inOrder(
            List<OrderId> orders, @Nullable RoutePlanned plan, Map<OrderId, VehicleId> settled) {
        Set<OrderId> all = new LinkedHashSet<>();
        if (plan != null) {
            for (RouteStop stop : plan.stops()) {
                stop.orders().stream().filter(settled::containsKey).forEach(all::add);
            }
        }
        settled.keySet().stream().filter(orders::contains).forEach(all::add);
        all.retainAll(new HashSet<>(orders));
        all.addAll(orders);
        return List.copyOf(all);
    }

    /// The orders that are not to be brought, with what stands in the way.
    public Map<OrderId, UnplannedWhy> never() {
        Map<OrderId, UnplannedWhy> never = new LinkedHashMap<>();
        for (Order order : orders) {
            UnplannedWhy why = order.why();
            if (why != null) {
                never.put(order.order(), why);
            }
        }
        return never;
    }

    /// What there is to plan.
    public RoutingProblem problem() {
        Map<OrderId, OrderSize> sizes = new HashMap<>();
        route.sizes().forEach(size -> sizes.put(size.order(), size));
        List<Freight> freight = new ArrayList<>();
        for (Order order : orders) {
            Address address = order.address();
            Spot spot = address == null ? null : spot(address);
            if (address != null && spot != null && order.not() == null) {
                OrderSize size =
                        sizes.getOrDefault(order.order(), new OrderSize(order.order(), null, null));
                freight.add(
                        new Freight(
                                order.order().value(),
                                order.consignee().value(),
                                spot,
                                address.receivingHours().stream().map(RouteFacts::window).toList(),
                                order.pieces(),
                                size.volumeLitres(),
                                size.weightKilograms(),
                                order.temperatures(),
                                order.vehicle() == null ? null : order.vehicle().value()));
            }
        }
        return new RoutingProblem(
                spot(route.latitude(), route.longitude()),
                route.departure().toSecondOfDay(),
                route.minutesPerStop() * SECONDS_PER_MINUTE,
                route.kilometersPerHour() * 1_000,
                vehicles.stream().map(RouteFacts::truck).toList(),
                freight);
    }

    private static Truck truck(Vehicle vehicle) {
        VehicleDefined file = vehicle.file();
        return new Truck(
                file.vehicle().value(),
                file.volumeLitres(),
                file.weightKilograms(),
                file.pieces(),
                file.temperatures(),
                file.driverMinutes() * SECONDS_PER_MINUTE,
                vehicle.left());
    }

    /// The end of hours is not within them any more.
    private static Window window(Address.Hours hours) {
        return new Window(hours.from().toSecondOfDay(), hours.to().toSecondOfDay() - 1);
    }

    private static @Nullable Spot spot(Address address) {
        return address.latitude() == null || address.longitude() == null
                ? null
                : spot(address.latitude(), address.longitude());
    }

    private static Spot spot(BigDecimal latitude, BigDecimal longitude) {
        return new Spot(micro(latitude), micro(longitude));
    }

    private static int micro(BigDecimal degrees) {
        return degrees.movePointRight(MICRO).setScale(0, RoundingMode.HALF_UP).intValue();
    }
}
