package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.PlanBasis;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.VehicleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the books know of a route.
///
/// @param basis the documents that it is planned by, in their forms
record RouteReading(RouteFacts facts, List<PlanBasis> basis) {

    static RouteReading of(Books books, RouteBook book, RouteDefined route) {
        Map<OrderId, VehicleId> settled = book.settled();
        Map<OrderId, PlacedOrder> placed = books.openAll(PlacedOrder.BOOK, route.orders());
        Set<EnterpriseId> consignees = new LinkedHashSet<>();
        Set<Di> dis = new LinkedHashSet<>();
        placed.forEach(
                (_, order) -> {
                    if (order.placed() != null) {
                        consignees.add(order.placed().consignee());
                        order.placed().lines().forEach(line -> dis.add(line.di()));
                    }
                });
        Enterprises enterprises = Enterprises.reading(books, consignees);
        Devices devices = Devices.reading(books, dis);
        List<PlanBasis> basis = new ArrayList<>();
        basis.add(
                new PlanBasis(
                        PlanBasis.Kind.ROUTE, route.route().value(), FileForm.of(route).value()));
        List<RouteFacts.Vehicle> vehicles = new ArrayList<>();
        Set<VehicleId> left = left(books, book).keySet();
        for (VehicleId id : route.vehicles()) {
            VehicleDefined file = books.open(KnownVehicle.BOOK, id).file();
            if (file != null) {
                vehicles.add(new RouteFacts.Vehicle(file, left.contains(id)));
                basis.add(
                        new PlanBasis(
                                PlanBasis.Kind.VEHICLE, id.value(), FileForm.of(file).value()));
            }
        }
        List<RouteFacts.Order> orders = new ArrayList<>();
        for (OrderId id : RouteFacts.inOrder(route.orders(), book.plan(), settled)) {
            PlacedOrder order = placed.getOrDefault(id, PlacedOrder.UNKNOWN);
            OrderPlaced file = order.placed();
            if (file == null) {
                continue;
            }
            EnterpriseRegistered consignee = enterprises.files().get(file.consignee());
            orders.add(
                    new RouteFacts.Order(
                            id,
                            file.consignee(),
                            consignee == null ? null : consignee.address(),
                            file.lines().stream().mapToInt(OrderLine::quantity).sum(),
                            temperatures(devices, file),
                            settled.get(id),
                            not(books, file, settled.containsKey(id))));
            basis.add(
                    new PlanBasis(
                            PlanBasis.Kind.ORDER, id.value(), Integer.toString(order.revision())));
        }
        for (EnterpriseRegistered file : enterprises.files().values()) {
            basis.add(
                    new PlanBasis(
                            PlanBasis.Kind.ENTERPRISE,
                            file.enterprise().value(),
                            FileForm.of(file).value()));
        }
        basis.sort(Comparator.comparing(PlanBasis::kind).thenComparing(PlanBasis::id));
        return new RouteReading(new RouteFacts(route, vehicles, orders), List.copyOf(basis));
    }

    /// The vehicles of a route that have left, with what.
    static Map<VehicleId, ShipmentId> left(Books books, RouteBook book) {
        Map<VehicleId, ShipmentId> left = new LinkedHashMap<>();
        book.tours()
                .forEach(
                        tour -> {
                            if (books.open(ShipmentBook.BOOK, tour.shipment()).dispatched()) {
                                left.put(tour.vehicle(), tour.shipment());
                            }
                        });
        return left;
    }

    private static Set<TemperatureClass> temperatures(Devices devices, OrderPlaced order) {
        Set<TemperatureClass> all = new HashSet<>();
        for (OrderLine line : order.lines()) {
            Pieces pieces = devices.pieces(line.di());
            DeviceRegistered device = pieces == null ? null : pieces.device();
            all.add(
                    TemperatureClass.of(
                            device == null || device.storage() == null
                                    ? null
                                    : device.storage().maxCelsius()));
        }
        return all;
    }

    private static @Nullable UnplannedWhy not(Books books, OrderPlaced order, boolean settled) {
        if (order.lines().isEmpty()) {
            return UnplannedWhy.CANCELLED;
        }
        ShipmentId last = settled ? null : books.open(LastShipment.BOOK, order.order()).shipment();
        if (last == null) {
            return null;
        }
        if (!books.open(ShipmentBook.BOOK, last).dispatched()) {
            return UnplannedWhy.IN_OTHER_SHIPMENT;
        }
        return books.open(OrderBook.BOOK, order.order()).gone() ? UnplannedWhy.ALREADY_SENT : null;
    }
}
