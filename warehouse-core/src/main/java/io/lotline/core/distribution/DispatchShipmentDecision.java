package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Movement;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends a shipment off. Everything picked for its orders goes with it, so all of that has to be
/// checked and free of recalls, holds and expiry at the very position of the dispatch.
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
        if (shipment.dispatched()) {
            return Outcome.rejected(
                    new DistributionRejection.AlreadyDispatched(command.shipment()));
        }
        List<OrderBook> orders = shipment.orders(books);
        Rejection refusal = stopped(command, books, orders);
        if (refusal == null) {
            refusal = unlicensed(command, books, orders);
        }
        if (refusal == null) {
            refusal = unchecked(orders);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<Load> loads = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        for (OrderBook order : orders) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : order.pieces()) {
                load(command, order, entry.getKey(), entry.getValue(), loads, movements);
            }
        }
        return loads.isEmpty()
                ? Outcome.rejected(
                        new DistributionRejection.NothingToDispatch(
                                command.shipment(), planned.orders()))
                : Outcome.accepted(new ShipmentDispatched(command.shipment(), loads, movements));
    }

    private static void load(
            DispatchShipment command,
            OrderBook book,
            OrderBook.Piece piece,
            OrderBook.Tally tally,
            List<Load> loads,
            List<Movement> movements) {
        if (tally.inHouse() == 0) {
            return;
        }
        EnterpriseId consignee = Objects.requireNonNull(book.placed()).consignee();
        loads.add(
                new Load(
                        book.order(),
                        piece.line(),
                        consignee,
                        piece.item(),
                        piece.serial(),
                        piece.expiryDate(),
                        tally.inHouse()));
        if (tally.ready() > 0) {
            movements.add(
                    Movement.of(
                            piece.item(),
                            piece.serial(),
                            piece.expiryDate(),
                            tally.ready(),
                            Place.order(book.order()),
                            Place.vehicle(command.shipment()),
                            QualityStatus.QUALIFIED));
        }
    }

    private static @Nullable Rejection stopped(
            DispatchShipment command, Books books, List<OrderBook> orders) {
        for (OrderBook order : orders) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : order.pieces()) {
                OrderBook.Piece piece = entry.getKey();
                Rejection stop =
                        entry.getValue().inHouse() > 0
                                ? LotStanding.reading(
                                                books,
                                                piece.item().di(),
                                                piece.item().lot(),
                                                piece.serial())
                                        .stop(
                                                piece.item(),
                                                piece.serial(),
                                                piece.expiryDate(),
                                                null,
                                                command.today())
                                : null;
                if (stop != null) {
                    return stop;
                }
            }
        }
        return null;
    }

    /// Whether owners and consignees may deal with what leaves, on the day on which it leaves.
    private static @Nullable Rejection unlicensed(
            DispatchShipment command, Books books, List<OrderBook> orders) {
        for (OrderBook order : orders) {
            List<Di> leaving =
                    order.pieces().stream()
                            .filter(entry -> entry.getValue().inHouse() > 0)
                            .map(entry -> entry.getKey().item().di())
                            .distinct()
                            .toList();
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
        return null;
    }

    private static @Nullable Rejection unchecked(List<OrderBook> orders) {
        for (OrderBook order : orders) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : order.pieces()) {
                if (entry.getValue().unchecked() > 0) {
                    return new DistributionRejection.NotChecked(
                            order.order(),
                            entry.getKey().item().di(),
                            entry.getKey().item().lot(),
                            entry.getValue().picked(),
                            entry.getValue().checked());
                }
            }
        }
        return null;
    }
}
