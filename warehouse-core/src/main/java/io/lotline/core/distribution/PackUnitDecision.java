package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a unit into another one that is at the same place, for the same consignee: what is in one
/// unit is one consignment. Nothing is packed with what is recalled, held or expired in it.
public final class PackUnitDecision implements Decision<PackUnit> {

    @Override
    public Class<PackUnit> commandType() {
        return PackUnit.class;
    }

    @Override
    public Outcome decide(PackUnit command, Books books) {
        return WholeUnit.packed(books, command.unit(), unit -> pack(command, books, unit));
    }

    private static Outcome pack(PackUnit command, Books books, WholeUnit unit) {
        Sscc sscc = command.unit().sscc();
        LogisticUnit container = books.open(LogisticUnit.BOOK, command.container());
        Rejection refusal = Known.refusal(books, command.unit().scan());
        if (refusal == null
                && command.order() != null
                && !unit.orders().contains(command.order())) {
            refusal =
                    new DistributionRejection.UnitNotOfOrder(sscc, unit.orders(), command.order());
        }
        if (refusal == null) {
            refusal = unit.stopped(books);
        }
        if (refusal == null && unit.tree().containsKey(command.container())) {
            refusal = new DistributionRejection.UnitInItself(sscc, command.container());
        }
        if (refusal == null && command.container().equals(unit.top().parent())) {
            refusal = new DistributionRejection.UnitAlreadyIn(sscc, command.container());
        }
        if (refusal == null) {
            refusal = unfit(command, books, unit, container);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return Outcome.accepted(
                new UnitPacked(
                        sscc,
                        command.container(),
                        unit.top().parent(),
                        command.order(),
                        unit.place(),
                        unit.scanned().scan()));
    }

    private static @Nullable Rejection unfit(
            PackUnit command, Books books, WholeUnit unit, LogisticUnit container) {
        Set<Sscc> outside = new LinkedHashSet<>();
        outside.add(command.container());
        LogisticUnit outer = container;
        while (outer.parent() != null && outside.add(outer.parent())) {
            outer = books.open(LogisticUnit.BOOK, outer.parent());
        }
        UnitState state = container.state();
        Place place = container.place();
        if (state == UnitState.ENDED && !container.isFree(command.unit().today())) {
            return new SharedRejection.UnitEnded(command.container(), container.ended());
        }
        Set<OrderId> orders = new LinkedHashSet<>(unit.orders());
        if (state != null && state != UnitState.ENDED && place != null) {
            boolean both = place.kind() == unit.place().kind();
            if (!both
                    || state == UnitState.SHIPPED
                    || place.kind() == Place.Kind.LOCATION && !place.equals(unit.place())) {
                return new DistributionRejection.UnitsApart(
                        command.unit().sscc(), unit.place(), command.container(), place);
            }
            orders.addAll(WholeUnit.ordersIn(books, outside));
        }
        if (unit.place().kind() == Place.Kind.LOCATION
                && !unit.place().asLocation().warehouse().equals(command.warehouse())) {
            return DistributionRejection.WrongWarehouse.of(
                    books, "unit " + command.unit().sscc(), command.warehouse());
        }
        OrderPlaced first = null;
        for (OrderId order : orders) {
            OrderPlaced placed = books.open(OrderBook.BOOK, order).placed();
            if (placed == null) {
                continue;
            }
            if (!placed.warehouse().equals(command.warehouse())) {
                return DistributionRejection.WrongWarehouse.of(
                        books, "order " + order, command.warehouse());
            }
            if (first != null && !first.consignee().equals(placed.consignee())) {
                return new DistributionRejection.UnitOfOtherConsignee(
                        command.container(),
                        order,
                        placed.consignee(),
                        first.order(),
                        first.consignee());
            }
            first = first == null ? placed : first;
        }
        return null;
    }

    /// Why goods of an order do not go into this unit; null where they may.
    static @Nullable Rejection taken(
            Books books, Sscc sscc, OrderPlaced wanted, java.time.LocalDate today) {
        LogisticUnit unit = books.open(LogisticUnit.BOOK, sscc);
        if (unit.state() == null || unit.isFree(today)) {
            return null;
        }
        if (unit.state() == UnitState.ENDED) {
            return new SharedRejection.UnitEnded(sscc, unit.ended());
        }
        Place place = Objects.requireNonNull(unit.place());
        if (place.kind() == Place.Kind.LOCATION) {
            return unit.notice() == null
                    ? new SharedRejection.UnitElsewhere(sscc, unit.state(), place)
                    : new DistributionRejection.UnitOfSupplier(sscc, unit.notice());
        }
        Set<Sscc> outside = new LinkedHashSet<>(List.of(sscc));
        LogisticUnit outer = unit;
        while (outer.parent() != null && outside.add(outer.parent())) {
            outer = books.open(LogisticUnit.BOOK, outer.parent());
        }
        for (OrderId other : WholeUnit.ordersIn(books, outside)) {
            OrderBook book = books.open(OrderBook.BOOK, other);
            if (book.departed().contains(sscc) || unit.state() == UnitState.SHIPPED) {
                return new DistributionRejection.UnitLeft(sscc, other);
            }
            OrderPlaced placed = book.placed();
            if (placed == null) {
                continue;
            }
            if (!placed.consignee().equals(wanted.consignee())) {
                return new DistributionRejection.UnitOfOtherConsignee(
                        sscc, other, placed.consignee(), wanted.order(), wanted.consignee());
            }
            if (!placed.warehouse().equals(wanted.warehouse())) {
                return DistributionRejection.WrongWarehouse.of(
                        books, "unit " + sscc, wanted.warehouse());
            }
        }
        return place.kind() == Place.Kind.ORDER
                ? null
                : new SharedRejection.UnitElsewhere(sscc, unit.state(), place);
    }
}
