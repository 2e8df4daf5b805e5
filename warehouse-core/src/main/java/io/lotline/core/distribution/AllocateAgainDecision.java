package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Available;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.QualityStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Ends the promises of goods that are held, recalled, expired or in a bin from which nothing is
/// picked, and promises the order others in the same commit, by the rules of every allocation.
///
/// What is then still missing stays work of the order. Where the order may not be allocated, such
/// as that of a consignee whose licence ran out, its promises end all the same.
public final class AllocateAgainDecision implements Decision<AllocateAgain> {

    @Override
    public Class<AllocateAgain> commandType() {
        return AllocateAgain.class;
    }

    @Override
    public Outcome decide(AllocateAgain command, Books books) {
        OrderBook order = books.open(OrderBook.BOOK, command.order());
        OrderPlaced placed = order.placed();
        if (placed == null) {
            return Outcome.rejected(new DistributionRejection.NoSuchOrder(command.order()));
        }
        if (order.document().cancelled()) {
            return Outcome.rejected(new DistributionRejection.CancelledOrder(command.order()));
        }
        List<Allocation> kept = new ArrayList<>();
        List<Allocation> broken = new ArrayList<>();
        for (Allocation promise : order.promises().all()) {
            (goesOut(books, promise, command.today()) ? kept : broken).add(promise);
        }
        Outcome allocated =
                AllocateOrderDecision.allocate(books, order, placed, kept, command.today());
        if (broken.isEmpty()) {
            return allocated;
        }
        List<WarehouseEvent> events = new ArrayList<>();
        events.add(new PromisesBroken(command.order(), placed.owner(), broken, null));
        if (allocated instanceof Outcome.Accepted accepted) {
            events.addAll(accepted.events());
        }
        return Outcome.accepted(events.toArray(WarehouseEvent[]::new));
    }

    private static boolean goesOut(Books books, Allocation promise, LocalDate today) {
        LocationDefined defined =
                books.open(SharedBooks.LOCATION, promise.location()).get(promise.location());
        LotStanding standing =
                LotStanding.reading(
                        books, promise.item().di(), promise.item().lot(), promise.serial());
        return Available.goesOut(
                standing.status(
                        promise.item(),
                        promise.serial(),
                        promise.expiryDate(),
                        QualityStatus.QUALIFIED,
                        promise.location(),
                        today),
                defined == null ? null : defined.zone());
    }
}
