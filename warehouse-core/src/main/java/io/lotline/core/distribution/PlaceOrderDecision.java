package io.lotline.core.distribution;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.SharedRejection.EmptyDocument;
import io.lotline.core.rules.SharedRejection.QuantityTooLarge;
import io.lotline.core.rules.SharedRejection.TooManyLines;
import io.lotline.core.rules.SharedRejection.UnknownDevice;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Places an order of a licensed owner for a licensed consignee. Lines that name a package are kept
// in
/// pieces of the device inside it.
public final class PlaceOrderDecision implements Decision<PlaceOrder, PlaceOrderDecision.State> {
    static final int MAX_LINES = 1_000;

    @Override
    public Class<PlaceOrder> commandType() {
        return PlaceOrder.class;
    }

    @Override
    public Criteria boundary(PlaceOrder command) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.of(Tags.order(command.order())).types(OrderPlaced.class));
        parts.add(Boundaries.enterprise(command.owner()));
        parts.add(Boundaries.enterprise(command.consignee()));
        command.lines().stream()
                .limit(MAX_LINES)
                .forEach(line -> parts.add(Boundaries.device(line.di())));
        return Boundaries.any(parts);
    }

    @Override
    public Criteria further(PlaceOrder command, State state) {
        return Boundaries.any(
                command.lines().stream()
                        .limit(MAX_LINES)
                        .map(line -> Boundaries.device(state.devices().stockDi(line.di())))
                        .toList());
    }

    @Override
    public State initial(PlaceOrder command) {
        return new State(null, Enterprises.NONE, Devices.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(
                event instanceof OrderPlaced placed ? placed : state.placed(),
                state.enterprises().evolve(event),
                state.devices().evolve(event));
    }

    @Override
    public Outcome decide(PlaceOrder command, State state) {
        if (command.lines().isEmpty()) {
            return Outcome.rejected(new EmptyDocument("order"));
        }
        if (command.lines().size() > MAX_LINES) {
            return Outcome.rejected(new TooManyLines("order", command.lines().size(), MAX_LINES));
        }
        List<OrderLine> lines = new ArrayList<>();
        Set<LineId> lineIds = new HashSet<>();
        Rejection wrongLine = null;
        for (OrderLine line : command.lines()) {
            Pieces pieces = state.devices().pieces(line.di());
            long quantity = pieces == null ? line.quantity() : pieces.count() * line.quantity();
            if (!lineIds.add(line.lineId())) {
                wrongLine = new DistributionRejection.DuplicateLine(command.order(), line.lineId());
            } else if (pieces == null) {
                wrongLine = wrongLine == null ? new UnknownDevice(line.di()) : wrongLine;
            } else if (quantity > Quantity.MAX) {
                wrongLine = new QuantityTooLarge(line.di(), quantity, Quantity.MAX);
            } else {
                lines.add(
                        new OrderLine(
                                line.lineId(),
                                pieces.device().di(),
                                (int) quantity,
                                line.minimumRemainingDays()));
            }
        }
        OrderPlaced order =
                new OrderPlaced(
                        command.order(),
                        command.owner(),
                        command.consignee(),
                        command.warehouse(),
                        lines);
        if (state.placed() != null) {
            return wrongLine == null && order.equals(state.placed())
                    ? Outcome.accepted()
                    : Outcome.rejected(new DocumentExists("order", command.order().value()));
        }
        Rejection refusal =
                state.enterprises()
                        .refusal(command.owner(), EnterpriseRole.DEPOSITOR, command.today());
        if (refusal == null) {
            refusal =
                    state.enterprises()
                            .refusal(
                                    command.consignee(), EnterpriseRole.CONSIGNEE, command.today());
        }
        if (refusal == null) {
            refusal = wrongLine;
        }
        return refusal == null ? Outcome.accepted(order) : Outcome.rejected(refusal);
    }

    /// What is known of the document and of those it names.
    public record State(@Nullable OrderPlaced placed, Enterprises enterprises, Devices devices) {}
}
