package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Handling;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.CountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records that a unit is where it is booked, with all that is in it. One that is found elsewhere
/// is refused: it has to be moved first.
public final class CountUnitDecision implements Decision<CountUnit> {

    @Override
    public Class<CountUnit> commandType() {
        return CountUnit.class;
    }

    @Override
    public Outcome decide(CountUnit command, Books books) {
        if (books.open(SharedBooks.LOCATION, command.location()).get(command.location()) == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.location()));
        }
        CountFile file = books.open(CountFile.BOOK, command.count());
        CountOpened opened = file.opened();
        Rejection refusal =
                opened == null
                        ? unopened(books, command)
                        : Counting.refusal(file, opened, command.location());
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return WholeUnit.of(
                books,
                command.unit(),
                Handling.COUNT,
                unit -> {
                    Rejection other =
                            unit.isNotAt(books, command.location(), command.location().warehouse());
                    if (other != null) {
                        return Outcome.rejected(other);
                    }
                    return opened == null
                            ? unit.counted(command.count())
                            : counted(command, books, opened, unit);
                });
    }

    /// A count that nobody opened is a name, unless it looks like one that somebody did.
    private static @Nullable Rejection unopened(Books books, CountUnit command) {
        List<CountId> near =
                CountsAlike.near(books, command.count(), command.location().warehouse());
        return near.isEmpty() ? null : new CountRejection.UnknownCount(command.count(), near);
    }

    /// For a count that was opened, every piece in the unit is seen, and every lot that is in it
    /// whole: of others its label does not say how much lies beside the unit.
    private static Outcome counted(
            CountUnit command, Books books, CountOpened opened, WholeUnit unit) {
        Counting counting =
                new Counting(books, opened, null, command.location(), command.countedBy());
        return counting.unit(unit);
    }
}
