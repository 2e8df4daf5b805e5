package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.FileForm;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedRejection.TooManyLines;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A route is of orders of one warehouse, named or those of a wave, and of vehicles that drive for
/// it. It may be changed by who has seen it; what is committed of it stays in it.
public final class DefineRouteDecision implements Decision<DefineRoute> {

    /// More are planned in several routes.
    static final int MAX_ORDERS = 500;

    @Override
    public Class<DefineRoute> commandType() {
        return DefineRoute.class;
    }

    @Override
    public Outcome decide(DefineRoute command, Books books) {
        RouteDefined wanted = command.wanted();
        if (wanted.wave() != null) {
            WavePlanned wave = books.open(Wave.BOOK, wanted.wave()).planned();
            if (wave == null || !Orders.existsFor(command.warehouses(), wave.warehouse())) {
                return Outcome.rejected(new RouteRejection.UnknownWave(wanted.wave()));
            }
            wanted = ofWave(wanted, wave.orders());
        }
        RouteBook book = books.open(RouteBook.BOOK, wanted.route());
        if (wanted.equals(book.defined())) {
            return Outcome.accepted();
        }
        Rejection refusal = amendment(command, wanted, book);
        if (refusal == null) {
            refusal = Known.refusal(books, wanted.warehouse());
        }
        if (refusal == null) {
            refusal = orders(command, wanted, book, books);
        }
        if (refusal == null) {
            refusal = vehicles(wanted, books);
        }
        return refusal == null ? Outcome.accepted(wanted) : Outcome.rejected(refusal);
    }

    private static RouteDefined ofWave(RouteDefined route, List<OrderId> orders) {
        return new RouteDefined(
                route.route(),
                route.warehouse(),
                route.date(),
                route.departure(),
                route.vehicles(),
                orders,
                route.wave(),
                route.latitude(),
                route.longitude(),
                route.sizes(),
                route.minutesPerStop(),
                route.kilometersPerHour());
    }

    private static @Nullable Rejection amendment(
            DefineRoute command, RouteDefined wanted, RouteBook book) {
        RouteDefined before = book.defined();
        String id = wanted.route().value();
        if (before != null
                && (command.seen() == null
                        || !Orders.existsFor(command.warehouses(), before.warehouse()))) {
            return new DocumentExists("route", id, command.seen() == null);
        }
        Rejection changed =
                FileForm.refusal(
                        command.seen(), "route", id, before == null ? null : FileForm.of(before));
        if (changed != null || before == null || book.tours().isEmpty()) {
            return changed;
        }
        Map<OrderId, VehicleId> settled = book.settled();
        List<OrderId> orders = new ArrayList<>(settled.keySet());
        orders.removeAll(wanted.orders());
        List<VehicleId> vehicles = new ArrayList<>(settled.values().stream().distinct().toList());
        vehicles.removeAll(wanted.vehicles());
        return orders.isEmpty()
                        && vehicles.isEmpty()
                        && before.warehouse().equals(wanted.warehouse())
                        && before.date().equals(wanted.date())
                        && before.departure().equals(wanted.departure())
                ? null
                : new RouteRejection.RouteCommittedAlready(wanted.route(), orders, vehicles);
    }

    private static @Nullable Rejection orders(
            DefineRoute command, RouteDefined wanted, RouteBook book, Books books) {
        if (wanted.orders().size() > MAX_ORDERS) {
            return new TooManyLines("route", wanted.orders().size(), MAX_ORDERS);
        }
        // what is committed stays, whatever became of it
        List<OrderId> others = new ArrayList<>(wanted.orders());
        others.removeAll(book.settled().keySet());
        Orders orders = Orders.reading(books, others, command.warehouses());
        Rejection refusal =
                others.isEmpty() && !wanted.orders().isEmpty()
                        ? null
                        : orders.refusal("route", others);
        if (refusal != null) {
            return refusal;
        }
        List<OrderId> elsewhere =
                others.stream()
                        .filter(order -> !orders.get(order).warehouse().equals(wanted.warehouse()))
                        .toList();
        if (!elsewhere.isEmpty()) {
            return new RouteRejection.OrdersElsewhere(wanted.warehouse(), elsewhere);
        }
        return wanted.sizes().stream()
                .filter(size -> !wanted.orders().contains(size.order()))
                .findFirst()
                .map(size -> new RouteRejection.NotOnRoute(wanted.route(), size.order()))
                .orElse(null);
    }

    private static @Nullable Rejection vehicles(RouteDefined wanted, Books books) {
        for (VehicleId vehicle : wanted.vehicles()) {
            VehicleDefined file = books.open(KnownVehicle.BOOK, vehicle).file();
            if (file == null) {
                return new RouteRejection.UnknownVehicle(vehicle);
            }
            if (!file.warehouse().equals(wanted.warehouse())) {
                return new RouteRejection.VehicleElsewhere(vehicle, wanted.warehouse());
            }
        }
        return null;
    }
}
