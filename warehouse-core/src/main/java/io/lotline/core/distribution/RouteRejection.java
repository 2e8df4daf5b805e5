package io.lotline.core.distribution;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Breach;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import java.util.List;
import java.util.stream.Collectors;

/// Why a route is not planned, or not driven, like that.
public sealed interface RouteRejection extends Rejection {

    /// The route in the path does not exist, or not for this caller.
    record UnknownRoute(RouteId route) implements RouteRejection {
        @Override
        public String message() {
            return "There is no route %s.\nMaybe its id is misspelt.".formatted(route);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    record UnknownVehicle(VehicleId vehicle) implements RouteRejection {
        @Override
        public String message() {
            return "There is no vehicle %s.\nMaybe its id is misspelt, or it has to be put on file first."
                    .formatted(vehicle);
        }
    }

    record UnknownWave(WaveId wave) implements RouteRejection {
        @Override
        public String message() {
            return "There is no wave %s.\nMaybe its id is misspelt.".formatted(wave);
        }
    }

    record VehicleElsewhere(VehicleId vehicle, WarehouseId warehouse) implements RouteRejection {
        @Override
        public String message() {
            return "Vehicle %s does not drive for warehouse %s.\nMaybe another vehicle is meant."
                    .formatted(vehicle, warehouse);
        }
    }

    record OrdersElsewhere(WarehouseId warehouse, List<OrderId> orders) implements RouteRejection {
        public OrdersElsewhere {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "%d of the orders are not of warehouse %s.\nMaybe leave them out."
                    .formatted(orders.size(), warehouse);
        }
    }

    /// @param orders   that are committed and would be missing
    /// @param vehicles that bring what is committed and would be missing
    record RouteCommittedAlready(RouteId route, List<OrderId> orders, List<VehicleId> vehicles)
            implements RouteRejection {
        public RouteCommittedAlready {
            orders = List.copyOf(orders);
            vehicles = List.copyOf(vehicles);
        }

        @Override
        public String message() {
            return "Route %s is committed, and its warehouse, its day, its departure and what its vehicles bring stay.\nMaybe only add orders or vehicles, or make another route."
                    .formatted(route);
        }
    }

    record NotOnRoute(RouteId route, OrderId order) implements RouteRejection {
        @Override
        public String message() {
            return "Order %s is not on route %s.\nMaybe add it to the route first."
                    .formatted(order, route);
        }
    }

    record VehicleNotOnRoute(RouteId route, VehicleId vehicle) implements RouteRejection {
        @Override
        public String message() {
            return "Vehicle %s is not on route %s.\nMaybe add it to the route first."
                    .formatted(vehicle, route);
        }
    }

    record CannotBeBrought(RouteId route, OrderId order, String why) implements RouteRejection {
        @Override
        public String message() {
            return "Order %s cannot be brought on route %s: %s.\nMaybe leave it out."
                    .formatted(order, route, why);
        }
    }

    record RouteStopBreaks(
            RouteId route,
            VehicleId vehicle,
            int sequence,
            EnterpriseId consignee,
            List<OrderId> orders,
            List<Breach> breaks)
            implements RouteRejection {
        public RouteStopBreaks {
            orders = List.copyOf(orders);
            breaks = List.copyOf(breaks);
        }

        @Override
        public String message() {
            return "Vehicle %s cannot bring stop %d of route %s, at %s: it breaks %s.\nMaybe give it to another vehicle."
                    .formatted(
                            vehicle,
                            sequence,
                            route,
                            consignee,
                            breaks.stream().map(Breach::name).collect(Collectors.joining(", ")));
        }
    }

    record CommittedOrderMoved(RouteId route, OrderId order, VehicleId vehicle)
            implements RouteRejection {
        @Override
        public String message() {
            return "Order %s is committed to vehicle %s of route %s and stays on it.\nMaybe put it there."
                    .formatted(order, vehicle, route);
        }
    }

    /// @param plan the newest; 0 where there is none
    record OtherRoutePlan(RouteId route, int plan) implements RouteRejection {
        @Override
        public String message() {
            return plan == 0
                    ? "Route %s has no plan yet.\nMaybe plan it first.".formatted(route)
                    : "Plan %d of route %s is the newest, and not the one that you saw.\nMaybe read the route again."
                            .formatted(plan, route);
        }

        @Override
        public Kind kind() {
            return Kind.STALE;
        }
    }

    record RoutePlanExists(RouteId route, int plan) implements RouteRejection {
        @Override
        public String message() {
            return "Route %s has plan %d already, with other stops.\nMaybe read the route, and send the plan's ETag as If-Match."
                    .formatted(route, plan);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// @param changed the documents that are not any more what the plan was made of
    record RoutePlanOutdated(RouteId route, int plan, List<String> changed)
            implements RouteRejection {
        public RoutePlanOutdated {
            changed = List.copyOf(changed);
        }

        @Override
        public String message() {
            return "Plan %d of route %s was made of documents that have changed since: %s.\nMaybe plan the route again."
                    .formatted(plan, route, String.join(", ", changed));
        }
    }

    record NothingToCommit(RouteId route, int plan) implements RouteRejection {
        @Override
        public String message() {
            return "Plan %d of route %s brings nothing that is not committed already.\nMaybe plan the route with more orders or vehicles."
                    .formatted(plan, route);
        }
    }

    record VehicleLeft(RouteId route, VehicleId vehicle, ShipmentId shipment)
            implements RouteRejection {
        @Override
        public String message() {
            return "Vehicle %s of route %s has left with shipment %s.\nMaybe plan the route again."
                    .formatted(vehicle, route, shipment);
        }
    }
}
