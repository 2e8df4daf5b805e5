package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.LocationCounted.Unseen;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finishes a location of a count: what is booked there at this very position and was counted by
/// nobody is missing. Said again, it is so of the goods that are booked there now.
public final class FinishLocationDecision implements Decision<FinishLocation> {
    /// Rows that one look into a location may find missing; with a piece of a hundred signs each
    /// they fit into a commit.
    static final int MAX_UNSEEN = 20_000;

    @Override
    public Class<FinishLocation> commandType() {
        return FinishLocation.class;
    }

    @Override
    public Outcome decide(FinishLocation command, Books books) {
        Instant scannedAt = command.scan().scannedAt();
        if (command.oldest() != null && scannedAt.isBefore(command.oldest())) {
            return Outcome.rejected(
                    new SharedRejection.ScanTooOld(scannedAt, command.oldest(), command.today()));
        }
        Location here = command.location();
        if (books.open(SharedBooks.LOCATION, here).get(here) == null) {
            return Outcome.rejected(Known.unknownLocation(books, here));
        }
        CountFile file = books.open(CountFile.BOOK, command.count());
        CountOpened opened = file.opened();
        if (opened == null) {
            return Outcome.rejected(
                    new CountRejection.UnknownCount(
                            command.count(),
                            CountsAlike.near(books, command.count(), here.warehouse())));
        }
        Rejection refusal = Counting.refusal(file, opened, here);
        return refusal == null ? finished(command, books, opened) : Outcome.rejected(refusal);
    }

    private static Outcome finished(FinishLocation command, Books books, CountOpened opened) {
        Location location = command.location();
        GoodsHere goods = books.open(GoodsHere.BOOK, location);
        CountedHere counted =
                books.open(CountedHere.BOOK, new CountedHere.Key(command.count(), location));
        List<Unseen> unseen = new ArrayList<>();
        for (Map.Entry<CountRow, GoodsHere.Lying> lying : goods.rows().entrySet()) {
            CountRow row = lying.getKey();
            boolean meant =
                    opened.devices().isEmpty() || opened.devices().contains(row.item().di());
            // what came after somebody looked was not there to be seen
            Instant came = lying.getValue().came();
            boolean there = came == null || !came.isAfter(command.scan().scannedAt());
            if (meant && there && lying.getValue().quantity() > 0 && !counted.seen(row)) {
                unseen.add(
                        new Unseen(
                                row.item(),
                                row.serial(),
                                row.expiryDate(),
                                lying.getValue().quantity()));
                if (unseen.size() > MAX_UNSEEN) {
                    return Outcome.rejected(
                            new CountRejection.TooMuchUnseen(
                                    command.count(), location, MAX_UNSEEN));
                }
            }
        }
        for (Map.Entry<CountRow, Boolean> before : counted.rows().entrySet()) {
            CountRow row = before.getKey();
            if (!before.getValue() && goods.rows().get(row) == null) {
                unseen.add(new Unseen(row.item(), row.serial(), row.expiryDate(), 0));
            }
        }
        return Outcome.accepted(
                new LocationCounted(
                        command.count(),
                        location,
                        unseen,
                        opened.blind(),
                        command.countedBy(),
                        command.scan()));
    }
}
