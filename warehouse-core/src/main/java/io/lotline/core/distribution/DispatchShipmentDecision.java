package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Place;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends a shipment off with what was loaded, all of it free of recalls, holds and expiry at the
/// very position of the dispatch. What was planned and is not on board remains behind only where
/// who sends it off says so, piece for piece; what is on board without being wanted has to be
/// unloaded first.
public final class DispatchShipmentDecision implements Decision<DispatchShipment> {

    @Override
    public Class<DispatchShipment> commandType() {
        return DispatchShipment.class;
    }

    @Override
    public Outcome decide(DispatchShipment command, Books books) {
        ShipmentBook shipment = books.open(ShipmentBook.BOOK, command.shipment());
        ShipmentPlanned planned = shipment.planned();
        if (planned == null || !Orders.existsFor(command.warehouses(), planned.warehouse())) {
            return Outcome.rejected(new DistributionRejection.NoSuchShipment(command.shipment()));
        }
        Rejection over = shipment.over();
        if (over != null) {
            return Outcome.rejected(over);
        }
        List<OrderBook> orders = shipment.orders(books);
        List<Load> loads = new ArrayList<>();
        orders.forEach(order -> loads.addAll(loads(order)));
        List<LeftBehind> remaining =
                sums(orders.stream().flatMap(order -> remaining(order).stream()));
        if (loads.isEmpty()) {
            return Outcome.rejected(nothingLoaded(command, planned, orders, remaining));
        }
        Rejection refusal = stopped(command, books, loads);
        if (refusal == null) {
            refusal = unlicensed(command, books, planned, orders);
        }
        if (refusal == null) {
            refusal = unwanted(command, orders);
        }
        if (refusal == null
                && !Set.copyOf(remaining).equals(Set.copyOf(sums(command.remaining().stream())))) {
            refusal = new DistributionRejection.NotLoadedYet(command.shipment(), remaining);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<Sscc> units = units(books, command.shipment(), orders);
        List<WarehouseEvent> events = new ArrayList<>();
        orders.forEach(order -> events.addAll(order.leavingWithout(units)));
        events.add(
                new ShipmentDispatched(
                        command.shipment(), loads, List.of(), units, planned.warehouse()));
        if (!remaining.isEmpty()) {
            events.add(new GoodsLeftBehind(command.shipment(), remaining));
        }
        return new Outcome.Accepted(events);
    }

    /// The logistic units on board: those that were loaded as units, those of whose goods nothing
    /// is left here, and those whose units are all on board.
    private static List<Sscc> units(Books books, ShipmentId shipment, List<OrderBook> orders) {
        Map<Sscc, Integer> open = new LinkedHashMap<>();
        for (OrderBook order : orders) {
            order.boxesHere().forEach((unit, kinds) -> open.merge(unit, kinds, Integer::sum));
        }
        Map<Sscc, LogisticUnit> units = books.openAll(LogisticUnit.BOOK, open.keySet());
        Place vehicle = Place.vehicle(shipment);
        Set<Sscc> onBoard = new LinkedHashSet<>();
        units.forEach(
                (sscc, unit) -> {
                    boolean nothingLeft =
                            open.getOrDefault(sscc, 0) == 0
                                    && unit.place() != null
                                    && unit.place().kind() == Place.Kind.ORDER;
                    if (vehicle.equals(unit.place()) || nothingLeft) {
                        onBoard.add(sscc);
                    }
                });
        List<Sscc> level = List.copyOf(onBoard);
        while (!level.isEmpty()) {
            List<Sscc> next = new ArrayList<>();
            for (Sscc sscc : level) {
                Sscc parent = books.open(LogisticUnit.BOOK, sscc).parent();
                if (parent != null && !onBoard.contains(parent)) {
                    LogisticUnit outer = books.open(LogisticUnit.BOOK, parent);
                    if (vehicle.equals(outer.place())
                            || outer.goods().isEmpty() && onBoard.containsAll(outer.children())) {
                        onBoard.add(parent);
                        next.add(parent);
                    }
                }
            }
            level = next;
        }
        return List.copyOf(onBoard);
    }

    private static Rejection nothingLoaded(
            DispatchShipment command,
            ShipmentPlanned planned,
            List<OrderBook> orders,
            List<LeftBehind> remaining) {
        boolean picked = false;
        for (OrderBook order : orders) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : order.pieces()) {
                OrderBook.Tally tally = entry.getValue();
                if (order.count(entry.getKey().line()).open() > 0 && tally.ready() > 0) {
                    picked = true;
                    if (tally.unchecked() > 0) {
                        return new DistributionRejection.NotChecked(
                                order.order(),
                                entry.getKey().item().di(),
                                entry.getKey().item().lot(),
                                tally.picked(),
                                tally.checked());
                    }
                }
            }
        }
        return picked
                ? new DistributionRejection.NotLoadedYet(command.shipment(), remaining)
                : new DistributionRejection.NothingToDispatch(command.shipment(), planned.orders());
    }

    /// What of an order is on board.
    private static List<Load> loads(OrderBook order) {
        List<Load> loads = new ArrayList<>();
        EnterpriseId consignee = Objects.requireNonNull(order.placed()).consignee();
        for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : order.pieces()) {
            OrderBook.Piece piece = entry.getKey();
            if (entry.getValue().loaded() > 0) {
                loads.add(
                        new Load(
                                order.order(),
                                piece.line(),
                                consignee,
                                piece.item(),
                                piece.serial(),
                                piece.expiryDate(),
                                entry.getValue().loaded()));
            }
        }
        return loads;
    }

    /// What of an order is wanted and not on board: picked goods as what they are, and the rest of
    /// its lines, without what was known to be short.
    private static List<LeftBehind> remaining(OrderBook order) {
        List<LeftBehind> remaining = new ArrayList<>();
        Map<OrderBook.Piece, Integer> unwanted = new HashMap<>();
        for (Unwanted goods : order.unwanted()) {
            if (!goods.loaded()) {
                unwanted.merge(
                        new OrderBook.Piece(
                                goods.lineId(), goods.item(), goods.serial(), goods.expiryDate()),
                        goods.quantity(),
                        Integer::sum);
            }
        }
        for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : order.pieces()) {
            OrderBook.Piece piece = entry.getKey();
            int ready = entry.getValue().ready() - unwanted.getOrDefault(piece, 0);
            if (ready > 0) {
                remaining.add(
                        new LeftBehind(
                                order.order(),
                                piece.line(),
                                piece.item().di(),
                                piece.item().lot(),
                                piece.serial(),
                                ready));
            }
        }
        Map<LineId, Integer> missing = new HashMap<>();
        if (order.shortages() != null) {
            order.shortages()
                    .forEach(part -> missing.merge(part.lineId(), part.quantity(), Integer::sum));
        }
        for (OrderLine line : Objects.requireNonNull(order.placed()).lines()) {
            int open = order.needed(line) - missing.getOrDefault(line.lineId(), 0);
            if (open > 0) {
                remaining.add(
                        new LeftBehind(order.order(), line.lineId(), line.di(), null, null, open));
            }
        }
        return remaining;
    }

    /// The same goods said once, with their sum.
    private static List<LeftBehind> sums(Stream<LeftBehind> goods) {
        Map<LeftBehind, Integer> sums = new LinkedHashMap<>();
        goods.forEach(each -> sums.merge(each.pieces(1), each.quantity(), Integer::sum));
        List<LeftBehind> list = new ArrayList<>();
        sums.forEach((each, quantity) -> list.add(each.pieces(quantity)));
        return list;
    }

    private static @Nullable Rejection unwanted(DispatchShipment command, List<OrderBook> orders) {
        List<LeftBehind> loaded = new ArrayList<>();
        for (OrderBook order : orders) {
            for (Unwanted goods : order.unwanted()) {
                if (goods.loaded()) {
                    loaded.add(
                            new LeftBehind(
                                    order.order(),
                                    goods.lineId(),
                                    goods.item().di(),
                                    goods.item().lot(),
                                    goods.serial(),
                                    goods.quantity()));
                }
            }
        }
        return loaded.isEmpty()
                ? null
                : new DistributionRejection.UnwantedLoaded(command.shipment(), loaded);
    }

    /// Whether owners and consignees may deal with what leaves, and the carrier may carry it, on
    /// the day on which it leaves.
    private static @Nullable Rejection unlicensed(
            DispatchShipment command,
            Books books,
            ShipmentPlanned planned,
            List<OrderBook> orders) {
        for (OrderBook order : orders) {
            List<Di> leaving =
                    loads(order).stream().map(load -> load.item().di()).distinct().toList();
            Rejection refusal =
                    leaving.isEmpty()
                            ? null
                            : Enterprises.refusal(
                                    books,
                                    Objects.requireNonNull(order.placed()),
                                    Devices.reading(books, leaving).devices(leaving),
                                    command.today());
            if (refusal != null) {
                return refusal;
            }
        }
        return Enterprises.reading(books, List.of(planned.carrier()))
                .refusal(planned.carrier(), EnterpriseRole.CARRIER, command.today());
    }

    private static @Nullable Rejection stopped(
            DispatchShipment command, Books books, List<Load> loads) {
        for (Load load : loads) {
            Rejection stop =
                    LotStanding.reading(books, load.item().di(), load.item().lot(), load.serial())
                            .stop(
                                    load.item(),
                                    load.serial(),
                                    load.expiryDate(),
                                    null,
                                    command.today());
            if (stop != null) {
                return stop;
            }
        }
        return null;
    }
}
