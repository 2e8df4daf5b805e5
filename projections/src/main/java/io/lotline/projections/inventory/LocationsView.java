package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.rules.FileForm;
import io.lotline.projections.engine.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the storage locations, by `warehouse/location`.
public final class LocationsView implements View<StorageLocation> {
    public static final String NAME = "locations";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<StorageLocation> documentType() {
        return StorageLocation.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("zone", "_id"), List.of("location", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof LocationDefined defined
                ? Set.of(defined.location().toString())
                : Set.of();
    }

    @Override
    public @Nullable StorageLocation fold(
            @Nullable StorageLocation before, Recorded recorded, String key) {
        return recorded.event() instanceof LocationDefined defined
                ? new StorageLocation(
                        defined.location().warehouse(),
                        defined.location().id(),
                        defined.zone(),
                        celsius(defined.minCelsius()),
                        celsius(defined.maxCelsius()),
                        defined.capacity(),
                        defined.gln(),
                        FileForm.of(defined).value())
                : before;
    }

    private static @Nullable Double celsius(@Nullable BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }
}
