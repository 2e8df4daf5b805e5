package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.WholeUnit;

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
        return WholeUnit.of(
                books,
                command.unit(),
                Handling.COUNT,
                unit -> {
                    Rejection other =
                            unit.isNotAt(command.location(), command.location().warehouse());
                    return other != null ? Outcome.rejected(other) : unit.counted(command.count());
                });
    }
}
