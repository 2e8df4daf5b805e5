package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;

/// Books what was counted: each difference is an adjustment, and counts from the position at which
/// the goods were counted, so what happened since is no part of it. All that one commit takes is
/// booked or nothing; what cannot be booked is named, and left only where the caller says so.
///
/// Above the limit of who asks a second person approves it. Booked again, it is so already.
public final class BookCountDecision implements Decision<BookCount> {

    @Override
    public Class<BookCount> commandType() {
        return BookCount.class;
    }

    @Override
    public Outcome decide(BookCount command, Books books) {
        CountFile file = books.open(CountFile.BOOK, command.count());
        if (!file.existsFor(command.warehouses())) {
            return Outcome.rejected(
                    CountRejection.UnknownCount.of(books, command.count(), command.warehouses()));
        }
        return switch (file.state()) {
            case BOOKED, AWAITING_APPROVAL -> Outcome.accepted();
            case CANCELLED ->
                    Outcome.rejected(
                            new CountRejection.CountNotOpen(command.count(), file.state()));
            case OPEN, BOOKING -> booked(command, books, file);
        };
    }

    private static Outcome booked(BookCount command, Books books, CountFile file) {
        CountRows rows = books.open(CountRows.BOOK, command.count());
        if (!rows.started()) {
            return Outcome.rejected(new CountRejection.NothingCounted(command.count()));
        }
        String requestedBy =
                file.requested() == null ? command.bookedBy() : file.requested().requestedBy();
        CountBooking booking = CountBooking.of(books, file, rows, requestedBy, file.approvedBy());
        return booking.within(command.limit()) || !booking.booksSomething()
                ? booking.outcome(command.leaveRest())
                : booking.outcome(command.leaveRest()) instanceof Outcome.Rejected refused
                        ? refused
                        : Outcome.accepted(
                                new CountBookingRequested(
                                        command.count(), command.leaveRest(), command.bookedBy()));
    }
}
