package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.Di;

/// Any stock of a known device can be stopped, also what has not come in yet. A hold is never
/// changed: the same again changes nothing.
public final class HoldStockDecision implements Decision<HoldStock> {

    @Override
    public Class<HoldStock> commandType() {
        return HoldStock.class;
    }

    @Override
    public Outcome decide(HoldStock command, Books books) {
        StockHeld held = new StockHeld(command.hold(), command.scope(), command.reason());
        StockHeld before = books.open(Hold.BOOK, command.hold()).held();
        if (held.equals(before)) {
            return Outcome.accepted();
        }
        if (before != null) {
            return Outcome.rejected(new DocumentExists("hold", command.hold().value()));
        }
        Di di = command.scope().di();
        Devices devices = books.open(SharedBooks.DEVICE, di);
        if (!devices.files().containsKey(di)) {
            return Outcome.rejected(new SharedRejection.UnknownDevice(di));
        }
        return Outcome.accepted(held);
    }
}
