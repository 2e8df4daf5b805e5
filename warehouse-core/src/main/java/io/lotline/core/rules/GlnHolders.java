package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPSet;

/// Whose files ever named a GLN. One GLN is of one party or of one place; whoever gave it up has it
/// no more.
public record GlnHolders(OrderedPSet<EnterpriseId> enterprises, OrderedPSet<Location> locations) {
    public static final Book<Gln, GlnHolders> BOOK =
            Book.named("gln", 1, Gln.class, GlnHolders.class)
                    .ruled(
                            gln ->
                                    Boundaries.of(Tags.gln(gln))
                                            .types(
                                                    EnterpriseRegistered.class,
                                                    LocationDefined.class),
                            _ -> new GlnHolders(OrderedPSet.empty(), OrderedPSet.empty()),
                            (_, holders, event) -> holders.after(event))
                    .sized(
                            holders ->
                                    1 + holders.enterprises().size() + holders.locations().size());

    private GlnHolders after(WarehouseEvent event) {
        if (event instanceof EnterpriseRegistered file) {
            return new GlnHolders(enterprises.plus(file.enterprise()), locations);
        }
        return event instanceof LocationDefined file
                ? new GlnHolders(enterprises, locations.plus(file.location()))
                : this;
    }

    /// Why a file may not name this GLN: another one does. Null where none does.
    ///
    /// @param asker the enterprise or the location whose file it is
    public static @Nullable Rejection refusal(Books books, @Nullable Gln gln, Object asker) {
        if (gln == null) {
            return null;
        }
        GlnHolders holders = books.open(BOOK, gln);
        for (EnterpriseId other : holders.enterprises()) {
            EnterpriseRegistered file =
                    books.open(SharedBooks.ENTERPRISE, other).files().get(other);
            if (!other.equals(asker) && file != null && gln.equals(file.gln())) {
                return new SharedRejection.GlnTaken(gln, "enterprise " + other);
            }
        }
        for (Location other : holders.locations()) {
            LocationDefined file = books.open(SharedBooks.LOCATION, other).get(other);
            if (!other.equals(asker) && file != null && gln.equals(file.gln())) {
                return new SharedRejection.GlnTaken(gln, "location " + other);
            }
        }
        return null;
    }
}
