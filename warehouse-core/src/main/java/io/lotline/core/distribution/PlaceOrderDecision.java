package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.FiledDocument.Line;
import io.lotline.core.rules.FiledDocument.Party;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LineId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Places an order of a licensed owner for a licensed consignee. Lines that name a package are
/// kept in pieces of the device inside it.
public final class PlaceOrderDecision implements Decision<PlaceOrder> {

    @Override
    public Class<PlaceOrder> commandType() {
        return PlaceOrder.class;
    }

    @Override
    public Outcome decide(PlaceOrder command, Books books) {
        Rejection wrongSize = FiledDocument.wrongSize("order", command.lines().size());
        if (wrongSize != null) {
            return Outcome.rejected(wrongSize);
        }
        Devices devices =
                Devices.reading(books, command.lines().stream().map(OrderLine::di).toList());
        List<OrderLine> lines = new ArrayList<>();
        Set<LineId> lineIds = new HashSet<>();
        Rejection wrongLine = null;
        for (OrderLine line : command.lines()) {
            Line pieces = FiledDocument.line(devices, line.di(), line.quantity());
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
        List<DeviceRegistered> licensed =
                devices.devices(command.lines().stream().map(OrderLine::di).toList());
        return FiledDocument.file(
                books,
                new DocumentExists("order", command.order().value()),
                command.warehouse(),
                new OrderPlaced(
                        command.order(),
                        command.owner(),
                        command.consignee(),
                        command.warehouse(),
                        lines),
                books.open(PlacedOrder.BOOK, command.order()).placed(),
                wrongLine,
                List.of(
                        new Party(command.owner(), EnterpriseRole.DEPOSITOR, licensed),
                        new Party(command.consignee(), EnterpriseRole.CONSIGNEE, licensed)),
                command.today());
    }
}
