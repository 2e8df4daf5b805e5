package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;
import java.util.Objects;

/// Books, as a second person, the differences of a count that waited for one. Approved again, it is
/// so already.
public final class ApproveCountDecision implements Decision<ApproveCount> {

    @Override
    public Class<ApproveCount> commandType() {
        return ApproveCount.class;
    }

    @Override
    public Outcome decide(ApproveCount command, Books books) {
        CountFile file = books.open(CountFile.BOOK, command.count());
        if (!file.existsFor(command.warehouses())) {
            return Outcome.rejected(
                    CountRejection.UnknownCount.of(books, command.count(), command.warehouses()));
        }
        return switch (file.state()) {
            case BOOKED, BOOKING ->
                    isOfRequester(command, file)
                            ? Outcome.rejected(
                                    new CountRejection.CountNeedsSecondPerson(command.count()))
                            : Outcome.accepted();
            case CANCELLED ->
                    Outcome.rejected(
                            new CountRejection.CountNotOpen(command.count(), file.state()));
            case OPEN -> Outcome.rejected(new CountRejection.NothingToApprove(command.count()));
            case AWAITING_APPROVAL -> approved(command, books, file);
        };
    }

    private static Outcome approved(ApproveCount command, Books books, CountFile file) {
        CountBookingRequested requested = Objects.requireNonNull(file.requested());
        return isOfRequester(command, file)
                ? Outcome.rejected(new CountRejection.CountNeedsSecondPerson(command.count()))
                : CountBooking.of(
                                books,
                                file,
                                books.open(CountRows.BOOK, command.count()),
                                requested.requestedBy(),
                                command.approvedBy())
                        .outcome(requested.leaveRest());
    }

    private static boolean isOfRequester(ApproveCount command, CountFile file) {
        CountBookingRequested requested = file.requested();
        return requested != null && requested.requestedBy().equals(command.approvedBy());
    }
}
