package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.rules.FiledDocument.Line;
import io.lotline.core.rules.FiledDocument.Party;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Places an order of a licensed owner for a licensed consignee. Lines that name a package are
/// kept in pieces of the device inside it.
public final class PlaceOrderDecision
        implements FoldedDecision<PlaceOrder, FiledDocument<OrderPlaced>> {
    @Override
    public Class<PlaceOrder> commandType() {
        return PlaceOrder.class;
    }

    @Override
    public Criteria boundary(PlaceOrder command) {
        return FiledDocument.boundary(
                Boundaries.of(Tags.order(command.order())).types(OrderPlaced.class),
                List.of(command.owner(), command.consignee()),
                devices(command));
    }

    @Override
    public Criteria further(PlaceOrder command, FiledDocument<OrderPlaced> state) {
        return state.further(devices(command));
    }

    private static List<Di> devices(PlaceOrder command) {
        return command.lines().stream().map(OrderLine::di).toList();
    }

    @Override
    public FiledDocument<OrderPlaced> initial(PlaceOrder command) {
        return FiledDocument.unread(OrderPlaced.class);
    }

    @Override
    public FiledDocument<OrderPlaced> evolve(
            FiledDocument<OrderPlaced> state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(PlaceOrder command, FiledDocument<OrderPlaced> state) {
        Rejection wrongSize = FiledDocument.wrongSize("order", command.lines().size());
        if (wrongSize != null) {
            return Outcome.rejected(wrongSize);
        }
        List<OrderLine> lines = new ArrayList<>();
        Set<LineId> lineIds = new HashSet<>();
        Rejection wrongLine = null;
        for (OrderLine line : command.lines()) {
            Line pieces = state.line(line.di(), line.quantity());
            Rejection wrong =
                    lineIds.add(line.lineId())
                            ? pieces.wrong()
                            : new DistributionRejection.DuplicateLine(
                                    command.order(), line.lineId());
            wrongLine = wrongLine == null ? wrong : wrongLine;
            lines.add(
                    new OrderLine(
                            line.lineId(),
                            pieces.di(),
                            pieces.quantity(),
                            line.minimumRemainingDays()));
        }
        return state.file(
                "order",
                command.order().value(),
                new OrderPlaced(
                        command.order(),
                        command.owner(),
                        command.consignee(),
                        command.warehouse(),
                        lines),
                wrongLine,
                List.of(
                        new Party(command.owner(), EnterpriseRole.DEPOSITOR),
                        new Party(command.consignee(), EnterpriseRole.CONSIGNEE)),
                command.today());
    }
}
