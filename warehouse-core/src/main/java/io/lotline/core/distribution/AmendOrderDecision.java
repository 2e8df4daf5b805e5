package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.ShipmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes what an order asks for, at any moment before its goods leave. Promises that nobody wants
/// any more end in the same commit, what is picked beyond the new quantities waits to be put back,
/// and what is wanted on top is for the next allocation.
///
/// The owner and the warehouse stay, a line keeps its device while goods are picked for it, and so
/// does the order its consignee. What has left cannot be taken out.
public final class AmendOrderDecision implements Decision<AmendOrder> {

    @Override
    public Class<AmendOrder> commandType() {
        return AmendOrder.class;
    }

    @Override
    public Outcome decide(AmendOrder command, Books books) {
        Rejection wrongSize = FiledDocument.wrongSize("order", command.lines().size());
        if (wrongSize != null) {
            return Outcome.rejected(wrongSize);
        }
        OrderLines lines = OrderLines.reading(books, command.order(), command.lines());
        OrderBook order = books.open(OrderBook.BOOK, command.order());
        OrderPlaced placed = order.visible(command.actingFor(), command.warehouses());
        if (placed == null) {
            return Outcome.rejected(new DistributionRejection.OrderChanged(command.order(), null));
        }
        OrderPlaced wanted =
                new OrderPlaced(
                        command.order(),
                        command.owner(),
                        command.consignee(),
                        command.warehouse(),
                        lines.lines());
        if (lines.wrong() == null && wanted.equals(placed)) {
            return Outcome.accepted();
        }
        int revision = order.document().revision();
        if (command.seen() != null && !command.seen().contains(revision)) {
            return Outcome.rejected(
                    new DistributionRejection.OrderChanged(command.order(), revision));
        }
        Rejection refusal = closed(order, placed);
        if (refusal == null) {
            refusal = parties(books, order, placed, wanted);
        }
        if (refusal == null) {
            refusal = lines.wrong();
        }
        if (refusal == null) {
            refusal = lines(order, placed, wanted);
        }
        if (refusal == null) {
            refusal = Enterprises.refusal(books, wanted, lines.devices(), command.today());
        }
        return refusal == null
                ? Outcome.accepted(amended(command, order, wanted))
                : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection closed(OrderBook order, OrderPlaced placed) {
        if (order.document().cancelled()) {
            return new DistributionRejection.CancelledOrder(order.order());
        }
        return order.gone()
                ? new DistributionRejection.OrderDispatched(
                        order.order(), placed.lines().stream().map(OrderLine::lineId).toList())
                : null;
    }

    private static @Nullable Rejection parties(
            Books books, OrderBook order, OrderPlaced placed, OrderPlaced wanted) {
        if (!wanted.owner().equals(placed.owner())) {
            return new DistributionRejection.OrderKeeps(
                    order.order(), "owner", placed.owner().value(), wanted.owner().value());
        }
        if (!wanted.warehouse().equals(placed.warehouse())) {
            return new DistributionRejection.OrderKeeps(
                    order.order(),
                    "warehouse",
                    placed.warehouse().value(),
                    wanted.warehouse().value());
        }
        if (wanted.consignee().equals(placed.consignee())) {
            return null;
        }
        if (!order.goods().isEmpty()) {
            return new DistributionRejection.OrderKeeps(
                    order.order(),
                    "consignee",
                    placed.consignee().value(),
                    wanted.consignee().value());
        }
        ShipmentId last = books.open(LastShipment.BOOK, order.order()).shipment();
        ShipmentBook shipment = last == null ? null : books.open(ShipmentBook.BOOK, last);
        return shipment == null
                        || shipment.dispatched()
                        || shipment.planned() == null
                        || shipment.planned().stops().contains(wanted.consignee())
                ? null
                : new DistributionRejection.ConsigneeNotOnRoute(
                        order.order(), wanted.consignee(), shipment.planned().stops());
    }

    private static @Nullable Rejection lines(
            OrderBook order, OrderPlaced placed, OrderPlaced wanted) {
        Map<LineId, Di> devices = devices(order);
        Map<LineId, Integer> quantities = new HashMap<>();
        for (OrderLine line : wanted.lines()) {
            quantities.put(line.lineId(), line.quantity());
            Di picked = devices.get(line.lineId());
            if (picked != null && !picked.equals(line.di())) {
                return new DistributionRejection.LineKeepsDevice(
                        order.order(), line.lineId(), picked, line.di());
            }
        }
        for (OrderLine line : placed.lines()) {
            int shipped = order.count(line.lineId()).shipped();
            int quantity = quantities.getOrDefault(line.lineId(), 0);
            if (quantity < shipped) {
                return new DistributionRejection.BelowShipped(
                        order.order(), line.lineId(), shipped, quantity);
            }
        }
        return null;
    }

    /// The devices of the lines that goods are picked for.
    private static Map<LineId, Di> devices(OrderBook order) {
        Map<LineId, Di> devices = new HashMap<>();
        order.goods()
                .forEach((slot, _) -> devices.put(slot.portion().line(), slot.kind().item().di()));
        return devices;
    }

    private static OrderAmended amended(AmendOrder command, OrderBook order, OrderPlaced wanted) {
        Map<LineId, OrderLine> lines = new HashMap<>();
        wanted.lines().forEach(line -> lines.put(line.lineId(), line));
        OrderBook after =
                order.wanting(new PlacedOrder(wanted, order.document().revision() + 1), Map.of());
        List<Allocation> released = new ArrayList<>();
        for (LineId id : order.promises().pieces().keySet()) {
            OrderLine line = lines.get(id);
            released.addAll(
                    order.promises()
                            .beyond(
                                    id,
                                    after.count(id).needed(),
                                    promise ->
                                            line != null
                                                    && promise.item().di().equals(line.di())
                                                    && ShelfLife.enough(
                                                            promise.expiryDate(),
                                                            line,
                                                            command.today())));
        }
        return new OrderAmended(
                command.order(),
                wanted.owner(),
                wanted.consignee(),
                wanted.warehouse(),
                wanted.lines(),
                after.document().revision(),
                released,
                after.unwanted());
    }
}
