package io.lotline.api.distribution;

import io.lotline.core.distribution.RouteFacts;
import io.lotline.core.events.DistributionEvent.CommittedTour;
import io.lotline.core.values.Address;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.VehicleId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.Route;
import io.lotline.projections.distribution.RoutesView;
import io.lotline.projections.distribution.Shipment;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.distribution.VehiclesView;
import io.lotline.projections.enterprise.Enterprise;
import io.lotline.projections.enterprise.EnterprisesView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the views know of a route. The planner looks for tours by it; whether they may be is
/// decided by the books.
final class RouteFactsOnFile {
    private static final int MOST_SHIPMENTS = 100;

    private final Views views;
    private final Map<EnterpriseId, @Nullable Address> addresses = new HashMap<>();
    private final Map<Di, TemperatureClass> temperatures = new HashMap<>();

    private RouteFactsOnFile(Views views) {
        this.views = views;
    }

    /// The views that it reads.
    static String[] names() {
        return new String[] {
            RoutesView.NAME,
            VehiclesView.NAME,
            OrdersView.NAME,
            ShipmentsView.NAME,
            EnterprisesView.NAME,
            DevicesView.NAME
        };
    }

    static RouteFacts of(Views views, Route route) {
        return new RouteFactsOnFile(views).read(route);
    }

    private RouteFacts read(Route route) {
        Set<VehicleId> left = new HashSet<>();
        for (CommittedTour tour : route.tours()) {
            if (views.shipments().find(tour.shipment()).map(RouteFactsOnFile::left).orElse(false)) {
                left.add(tour.vehicle());
            }
        }
        List<RouteFacts.Vehicle> vehicles = new ArrayList<>();
        for (VehicleId id : route.file().vehicles()) {
            views.routes()
                    .vehicle(id)
                    .ifPresent(
                            vehicle ->
                                    vehicles.add(
                                            new RouteFacts.Vehicle(
                                                    vehicle.file(), left.contains(id))));
        }
        Map<OrderId, VehicleId> settled = route.settled();
        List<RouteFacts.Order> orders = new ArrayList<>();
        for (OrderId id : RouteFacts.inOrder(route.file().orders(), route.plan(), settled)) {
            views.orders().find(id).ifPresent(order -> orders.add(of(order, settled.get(id))));
        }
        return new RouteFacts(route.file(), vehicles, orders);
    }

    private static boolean left(Shipment shipment) {
        return shipment.dispatched() != null;
    }

    private RouteFacts.Order of(Order order, @Nullable VehicleId vehicle) {
        Set<TemperatureClass> all = EnumSet.noneOf(TemperatureClass.class);
        int pieces = 0;
        for (Order.Line line : order.lines()) {
            if (line.ordered() > 0) {
                pieces += line.ordered();
                all.add(temperatures.computeIfAbsent(line.di(), this::temperature));
            }
        }
        return new RouteFacts.Order(
                order.orderId(),
                order.consignee(),
                address(order.consignee()),
                pieces,
                all,
                vehicle,
                not(order, vehicle != null));
    }

    private @Nullable UnplannedWhy not(Order order, boolean settled) {
        if (order.state() == Order.State.CANCELLED) {
            return UnplannedWhy.CANCELLED;
        }
        if (settled) {
            return null;
        }
        if (order.state() == Order.State.SHIPPED
                || order.state() == Order.State.DELIVERED
                || order.state() == Order.State.REFUSED) {
            return UnplannedWhy.ALREADY_SENT;
        }
        return views
                        .shipments()
                        .find(null, order.orderId(), null, null, MOST_SHIPMENTS)
                        .items()
                        .stream()
                        .allMatch(shipment -> left(shipment) || shipment.cancelled() != null)
                ? null
                : UnplannedWhy.IN_OTHER_SHIPMENT;
    }

    private @Nullable Address address(EnterpriseId consignee) {
        if (!addresses.containsKey(consignee)) {
            addresses.put(
                    consignee,
                    views.enterprises().find(consignee).map(Enterprise::address).orElse(null));
        }
        return addresses.get(consignee);
    }

    private TemperatureClass temperature(Di di) {
        return views.devices()
                .findByAnyDi(di)
                .map(Device::storage)
                .map(Device.Storage::maxCelsius)
                .map(BigDecimal::valueOf)
                .map(TemperatureClass::of)
                .orElse(TemperatureClass.AMBIENT);
    }
}
