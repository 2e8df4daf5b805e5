package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.Known;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts orders of one warehouse, of whichever owners, onto one vehicle of a licensed carrier. An
/// order is on at most one shipment that has not left, and on none any more when all of it has.
public final class PlanShipmentDecision implements Decision<PlanShipment> {

    @Override
    public Class<PlanShipment> commandType() {
        return PlanShipment.class;
    }

    @Override
    public Outcome decide(PlanShipment command, Books books) {
        Orders orders = Orders.reading(books, command.orders(), command.warehouses());
        Rejection refusal = orders.refusal("shipment", command.orders());
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<EnterpriseId> consignees =
                command.orders().stream()
                        .map(order -> orders.get(order).consignee())
                        .distinct()
                        .toList();
        ShipmentPlanned shipment =
                new ShipmentPlanned(
                        command.shipment(),
                        orders.get(command.orders().getFirst()).warehouse(),
                        command.orders(),
                        command.carrier(),
                        command.vehicle(),
                        command.stops().isEmpty() ? consignees : command.stops());
        ShipmentBook book = books.open(ShipmentBook.BOOK, command.shipment());
        ShipmentPlanned planned = book.planned();
        if (book.cancelled() != null) {
            return Outcome.rejected(
                    new DistributionRejection.ShipmentIsCancelled(
                            command.shipment(), book.cancelled()));
        }
        if (planned != null) {
            return planned.equals(shipment)
                    ? Outcome.accepted()
                    : Outcome.rejected(new DocumentExists("shipment", command.shipment().value()));
        }
        refusal = Known.refusal(books, command.carrier());
        if (refusal == null) {
            refusal =
                    Enterprises.reading(books, List.of(command.carrier()))
                            .refusal(command.carrier(), EnterpriseRole.CARRIER, command.today());
        }
        if (refusal == null) {
            refusal = route(command, books, orders, shipment);
        }
        if (refusal == null) {
            refusal = elsewhere(command, books);
        }
        if (refusal == null) {
            refusal = Orders.gone(books, command.orders());
        }
        return refusal == null ? Outcome.accepted(shipment) : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection route(
            PlanShipment command, Books books, Orders orders, ShipmentPlanned shipment) {
        for (EnterpriseId stop : command.stops()) {
            Rejection unknown = Known.refusal(books, stop);
            if (unknown != null) {
                return unknown;
            }
        }
        for (OrderId id : command.orders()) {
            OrderPlaced order = orders.get(id);
            if (!shipment.stops().contains(order.consignee())) {
                return new DistributionRejection.ConsigneeNotOnRoute(
                        id, order.consignee(), shipment.stops());
            }
        }
        return null;
    }

    private static @Nullable Rejection elsewhere(PlanShipment command, Books books) {
        for (OrderId order : command.orders()) {
            ShipmentId last = books.open(LastShipment.BOOK, order).shipment();
            if (last != null && !books.open(ShipmentBook.BOOK, last).dispatched()) {
                return new DistributionRejection.OrderInOtherShipment(order, last);
            }
        }
        return null;
    }
}
