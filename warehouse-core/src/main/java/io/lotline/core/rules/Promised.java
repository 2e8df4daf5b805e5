package io.lotline.core.rules;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
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
        if (event instanceof OrderAllocated allocated) {
            pieces += sum(place, allocated.allocations()) - sum(place, allocated.released());
        }
        if (event instanceof ItemPicked picked) {
            pieces -= sum(place, picked.released());
            Movement movement = picked.movement();
            if (movement.from().equals(Place.location(place.location()))
                    && movement.item().equals(place.item())) {
                pieces -= picked.fromAllocation();
            }
        }
        return pieces == before.pieces() ? before : new Promised(pieces);
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
