package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InventoryEvent.CountBookingRefused;

/// The booking of a count that waits for a second person is refused by one, or taken back by who
/// asked for it: the count goes on. What waits for nobody is so already.
public final class RefuseCountBookingDecision implements Decision<RefuseCountBooking> {

    @Override
    public Class<RefuseCountBooking> commandType() {
        return RefuseCountBooking.class;
    }

    @Override
    public Outcome decide(RefuseCountBooking command, Books books) {
        CountFile file = books.open(CountFile.BOOK, command.count());
        if (!file.existsFor(command.warehouses())) {
            return Outcome.rejected(
                    CountRejection.UnknownCount.of(books, command.count(), command.warehouses()));
        }
        return switch (file.state()) {
            case OPEN -> Outcome.accepted();
            case BOOKING, BOOKED, CANCELLED ->
                    Outcome.rejected(
                            new CountRejection.CountNotOpen(command.count(), file.state()));
            case AWAITING_APPROVAL ->
                    Outcome.accepted(
                            new CountBookingRefused(
                                    command.count(), command.reason(), command.refusedBy()));
        };
    }
}
