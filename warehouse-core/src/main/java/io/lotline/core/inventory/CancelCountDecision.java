package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InventoryEvent.CountCancelled;

/// Gives a count up at any moment before all of it is booked. What is booked already stays booked,
/// as the adjustments that it is. Cancelled again, it is so already.
public final class CancelCountDecision implements Decision<CancelCount> {

    @Override
    public Class<CancelCount> commandType() {
        return CancelCount.class;
    }

    @Override
    public Outcome decide(CancelCount command, Books books) {
        CountFile file = books.open(CountFile.BOOK, command.count());
        if (!file.existsFor(command.warehouses())) {
            return Outcome.rejected(
                    CountRejection.UnknownCount.of(books, command.count(), command.warehouses()));
        }
        return switch (file.state()) {
            case CANCELLED -> Outcome.accepted();
            case BOOKED ->
                    Outcome.rejected(
                            new CountRejection.CountNotOpen(command.count(), file.state()));
            case OPEN, AWAITING_APPROVAL, BOOKING ->
                    Outcome.accepted(
                            new CountCancelled(
                                    command.count(), command.reason(), command.cancelledBy()));
        };
    }
}
