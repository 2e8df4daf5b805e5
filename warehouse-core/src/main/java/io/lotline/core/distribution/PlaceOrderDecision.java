package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.rules.FiledDocument.Party;
import io.lotline.core.values.EnterpriseRole;
import java.util.List;

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
        OrderLines lines = OrderLines.reading(books, command.order(), command.lines());
        return FiledDocument.file(
                books,
                new DocumentExists("order", command.order().value(), true),
                command.warehouse(),
                new OrderPlaced(
                        command.order(),
                        command.owner(),
                        command.consignee(),
                        command.warehouse(),
                        lines.lines()),
                books.open(PlacedOrder.BOOK, command.order()).placed(),
                lines.wrong(),
                List.of(
                        new Party(command.owner(), EnterpriseRole.DEPOSITOR, lines.devices()),
                        new Party(command.consignee(), EnterpriseRole.CONSIGNEE, lines.devices())),
                command.today());
    }
}
