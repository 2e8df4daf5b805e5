package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.projections.engine.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what lies in each bin. Its key is the value of the bin's `stock=` tag.
public final class StockBins implements View<StockBin> {
    public static final String NAME = "stock";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<StockBin> documentType() {
        return StockBin.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("di", "lot"), List.of("warehouse", "location"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        WarehouseEvent event = recorded.event();
        Set<String> keys = new LinkedHashSet<>();
        for (Movement movement : event.movements()) {
            for (Place place : List.of(movement.from(), movement.to())) {
                if (place.kind() == Place.Kind.LOCATION) {
                    keys.add(key(movement.item(), place.asLocation()));
                }
            }
        }
        if (event instanceof OrderAllocated allocated) {
            allocated.released().forEach(part -> keys.add(key(part.item(), part.location())));
            allocated.allocations().forEach(part -> keys.add(key(part.item(), part.location())));
        } else if (event instanceof ItemPicked picked) {
            picked.released().forEach(part -> keys.add(key(part.item(), part.location())));
        }
        return keys;
    }

    @Override
    public @Nullable StockBin fold(@Nullable StockBin bin, Recorded recorded, String key) {
        WarehouseEvent event = recorded.event();
        StockBin folded = bin;
        for (Movement m : event.movements()) {
            if (isAt(m.from(), m.item(), key)) {
                folded =
                        begun(folded, m.item(), m.from().asLocation())
                                .plus(m.serial(), m.expiryDate(), m.fromStatus(), -m.quantity());
            }
            if (isAt(m.to(), m.item(), key)) {
                folded =
                        begun(folded, m.item(), m.to().asLocation())
                                .plus(m.serial(), m.expiryDate(), m.toStatus(), m.quantity());
            }
        }
        if (event instanceof OrderAllocated allocated) {
            folded = promise(folded, key, allocated.released(), -1);
            folded = promise(folded, key, allocated.allocations(), 1);
        } else if (event instanceof ItemPicked picked) {
            folded = promise(folded, key, picked.released(), -1);
            Movement m = picked.movement();
            if (folded != null && isAt(m.from(), m.item(), key)) {
                folded = folded.promising(-picked.fromAllocation());
            }
        }
        return folded == null || folded.isEmpty() ? null : folded;
    }

    private static @Nullable StockBin promise(
            @Nullable StockBin bin, String key, List<Allocation> parts, int direction) {
        StockBin folded = bin;
        for (Allocation part : parts) {
            if (key(part.item(), part.location()).equals(key)) {
                folded =
                        begun(folded, part.item(), part.location())
                                .promising(direction * part.quantity());
            }
        }
        return folded;
    }

    private static StockBin begun(@Nullable StockBin bin, StockItem item, Location at) {
        return bin == null ? StockBin.empty(item, at) : bin;
    }

    private static boolean isAt(Place place, StockItem item, String key) {
        return place.kind() == Place.Kind.LOCATION && key(item, place.asLocation()).equals(key);
    }

    static String key(StockItem item, Location at) {
        return Tags.stock(item, at).value();
    }
}
