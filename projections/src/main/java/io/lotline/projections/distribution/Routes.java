package io.lotline.projections.distribution;

import io.lotline.core.values.RouteId;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.distribution.Route.State;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about routes and what drives them.
public final class Routes {
    private final Documents<Route> routes;
    private final Documents<Vehicle> vehicles;
    private final Documents<UnplannedOrder> unplanned;

    Routes(
            Documents<Route> routes,
            Documents<Vehicle> vehicles,
            Documents<UnplannedOrder> unplanned) {
        this.routes = routes;
        this.vehicles = vehicles;
        this.unplanned = unplanned;
    }

    public Optional<Route> find(RouteId route) {
        return routes.find(route.value());
    }

    public Page<Route> find(
            @Nullable WarehouseId warehouse,
            @Nullable State state,
            @Nullable String after,
            int limit) {
        return routes.find(
                Where.ALL
                        .is("warehouse", warehouse)
                        .isOrAny("state", state, (Object[]) State.values()),
                after,
                limit);
    }

    public Optional<Vehicle> vehicle(VehicleId vehicle) {
        return vehicles.find(vehicle.value());
    }

    public Page<Vehicle> vehicles(
            @Nullable WarehouseId warehouse, @Nullable String after, int limit) {
        return vehicles.find(Where.ALL.is("warehouse", warehouse), after, limit);
    }

    /// What fits nowhere.
    public Page<UnplannedOrder> unplanned(
            @Nullable WarehouseId warehouse,
            @Nullable RouteId route,
            @Nullable String after,
            int limit) {
        return unplanned.find(
                Where.ALL.is("warehouse", warehouse).is("route", route), after, limit);
    }
}
