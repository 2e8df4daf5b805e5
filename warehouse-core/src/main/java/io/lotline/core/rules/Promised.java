package io.lotline.core.rules;

import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.StockPlace;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// How many pieces of an owner's lot in a bin are promised to orders and not yet picked, by the day
/// on which they expire. Pieces with serial numbers are promised one by one: see [SerialFile].
public record Promised(PMap<Expiring, Integer> pieces) {
    static final Promised NOTHING = new Promised(HashTreePMap.empty());

    /// The day on which goods expire.
    public record Expiring(@Nullable LocalDate date) {}

    static Promised after(StockPlace place, Promised before, WarehouseEvent event) {
        PMap<Expiring, Integer> pieces = before.pieces();
        for (PromiseChange change : PromiseChange.of(event)) {
            if (change.serial() == null
                    && change.item().equals(place.item())
                    && change.location().equals(place.location())) {
                Expiring day = new Expiring(change.expiryDate());
                int sum = pieces.getOrDefault(day, 0) + change.quantity();
                pieces = sum == 0 ? pieces.minus(day) : pieces.plus(day, sum);
            }
        }
        return new Promised(pieces);
    }

    /// How many of those that expire on this day.
    public int expiring(@Nullable LocalDate date) {
        return pieces.getOrDefault(new Expiring(date), 0);
    }
}
