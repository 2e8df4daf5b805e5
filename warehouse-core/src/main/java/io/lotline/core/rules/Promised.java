package io.lotline.core.rules;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.values.Place;
import java.util.List;

/// How many pieces of an owner's lot in a bin are promised to orders and not yet picked.
public record Promised(int pieces) {
    static final Promised NOTHING = new Promised(0);

    static Promised after(StockPlace place, Promised before, WarehouseEvent event) {
        int pieces = before.pieces();
        if (event instanceof Promising promising) {
            pieces +=
                    sum(place, promising.allocations())
                            - sum(place, promising.released())
                            - (promising.kept() > 0 ? kept(place, event, promising.kept()) : 0);
        }
        return pieces == before.pieces() ? before : new Promised(pieces);
    }

    private static int kept(StockPlace place, WarehouseEvent event, int pieces) {
        for (Movement movement : event.movements()) {
            if (movement.from().equals(Place.location(place.location()))
                    && movement.item().equals(place.item())) {
                return pieces;
            }
        }
        return 0;
    }

    private static int sum(StockPlace place, List<Allocation> allocations) {
        int sum = 0;
        for (Allocation allocation : allocations) {
            if (allocation.item().equals(place.item())
                    && allocation.location().equals(place.location())) {
                sum += allocation.quantity();
            }
        }
        return sum;
    }
}
