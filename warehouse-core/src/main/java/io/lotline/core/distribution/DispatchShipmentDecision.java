package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends a shipment off. Everything picked for its orders goes with it, so all of that has to be
/// checked and free of recalls, holds and expiry at the very position of the dispatch.
public final class DispatchShipmentDecision
        implements FoldedDecision<DispatchShipment, ShipmentBook> {

    @Override
    public Class<DispatchShipment> commandType() {
        return DispatchShipment.class;
    }

    @Override
    public Criteria boundary(DispatchShipment command) {
        return Criteria.of(ShipmentBook.about(command.shipment()));
    }

    @Override
    public Criteria further(DispatchShipment command, ShipmentBook state) {
        if (state.dispatched()) {
            return Criteria.NOTHING;
        }
        Set<Criterion> stops = new LinkedHashSet<>();
        for (OrderBook book : state.books()) {
            book.pieces()
                    .forEach(
                            (piece, tally) -> {
                                if (tally.inHouse() > 0) {
                                    stops.addAll(
                                            Boundaries.stops(
                                                    piece.item().di(),
                                                    piece.item().lot(),
                                                    piece.serial()));
                                }
                            });
        }
        return Boundaries.any(state.aboutOrders(), stops);
    }

    @Override
    public ShipmentBook initial(DispatchShipment command) {
        return ShipmentBook.unread(command.shipment());
    }

    @Override
    public ShipmentBook evolve(ShipmentBook state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(DispatchShipment command, ShipmentBook state) {
        ShipmentPlanned planned = state.planned();
        if (planned == null
                || (command.warehouses() != null
                        && !command.warehouses().contains(planned.warehouse()))) {
            return Outcome.rejected(new DistributionRejection.NoSuchShipment(command.shipment()));
        }
        if (state.dispatched()) {
            return Outcome.rejected(
                    new DistributionRejection.AlreadyDispatched(command.shipment()));
        }
        Rejection refusal = stopped(command, state);
        if (refusal == null) {
            refusal = unchecked(state);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<Load> loads = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        for (OrderBook book : state.books()) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : book.pieces().entrySet()) {
                load(command, book, entry.getKey(), entry.getValue(), loads, movements);
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

    private static @Nullable Rejection stopped(DispatchShipment command, ShipmentBook state) {
        for (OrderBook book : state.books()) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : book.pieces().entrySet()) {
                OrderBook.Piece piece = entry.getKey();
                Rejection stop =
                        state.standing()
                                .stop(
                                        piece.item(),
                                        piece.serial(),
                                        piece.expiryDate(),
                                        null,
                                        command.today());
                if (entry.getValue().inHouse() > 0 && stop != null) {
                    return stop;
                }
            }
        }
        return null;
    }

    private static @Nullable Rejection unchecked(ShipmentBook state) {
        for (OrderBook book : state.books()) {
            for (Map.Entry<OrderBook.Piece, OrderBook.Tally> entry : book.pieces().entrySet()) {
                if (entry.getValue().unchecked() > 0) {
                    return new DistributionRejection.NotChecked(
                            book.order(),
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
