package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InventoryEvent.CountPlacesListed;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.values.CountId;
import io.lotline.core.values.LocationId;
import io.lotline.projections.engine.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the places that counts go to, by count and location.
public final class CountPlacesView implements View<CountPlace> {
    public static final String NAME = "count-places";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<CountPlace> documentType() {
        return CountPlace.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("open", "_id"), List.of("done", "_id"), List.of("closed", "_id"));
    }

    static String key(CountId count, LocationId location) {
        return count + "/" + location;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        if (recorded.event() instanceof CountPlacesListed listed) {
            Set<String> keys = new LinkedHashSet<>();
            listed.places().forEach(place -> keys.add(key(listed.count(), place)));
            return keys;
        }
        if (recorded.event() instanceof RowCounted row) {
            return Set.of(key(row.count(), row.row().location().id()));
        }
        return recorded.event() instanceof LocationCounted all
                ? Set.of(key(all.count(), all.location().id()))
                : Set.of();
    }

    @Override
    public @Nullable CountPlace fold(@Nullable CountPlace before, Recorded recorded, String key) {
        if (recorded.event() instanceof CountPlacesListed listed) {
            return CountPlace.listed(
                    listed.count(),
                    new LocationId(key.substring(key.indexOf('/') + 1)),
                    listed.revision());
        }
        if (recorded.event() instanceof RowCounted row) {
            return known(before, row.count(), row.row().location().id())
                    .counted(false, row.countedBy(), recorded.at());
        }
        return recorded.event() instanceof LocationCounted all
                ? known(before, all.count(), all.location().id())
                        .counted(true, all.countedBy(), recorded.at())
                : before;
    }

    private static CountPlace known(
            @Nullable CountPlace before, CountId count, LocationId location) {
        return before == null ? CountPlace.listed(count, location, 0) : before;
    }
}
