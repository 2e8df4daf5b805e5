package io.lotline.projections.inventory;

import io.lotline.core.values.Location;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about storage locations.
public final class Locations {
    private final Documents<StorageLocation> documents;

    public Locations(Documents<StorageLocation> documents) {
        this.documents = documents;
    }

    public Optional<StorageLocation> find(Location location) {
        return documents.find(location.toString());
    }

    public Page<StorageLocation> find(
            @Nullable WarehouseId warehouse,
            @Nullable Zone zone,
            @Nullable String after,
            int limit) {
        Where where = warehouse == null ? Where.ALL : Where.ALL.keyBegins(warehouse.value() + "/");
        return documents.find(where.is("zone", zone), after, limit);
    }

    public long count() {
        return documents.count();
    }
}
