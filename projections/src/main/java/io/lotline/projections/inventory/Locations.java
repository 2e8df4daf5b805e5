package io.lotline.projections.inventory;

import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about storage locations.
public final class Locations {
    private static final char BEHIND_SLASH = '/' + 1;

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
        Where where = warehouse == null ? Where.ALL : keysOf(warehouse);
        return documents.find(where.is("zone", zone), after, limit);
    }

    /// Whether the warehouse has a location: only then there is one.
    public boolean hasWarehouse(WarehouseId warehouse) {
        return !documents.next(keysOf(warehouse), null, 1).isEmpty();
    }

    /// The warehouses that have locations, in the order of their ids.
    public Page<WarehouseId> warehouses(@Nullable String after, int limit) {
        List<WarehouseId> found = new ArrayList<>();
        String key = after == null ? "" : after + BEHIND_SLASH;
        while (found.size() <= limit) {
            List<String> next = documents.keysFrom(key, 1);
            if (next.isEmpty()) {
                return new Page<>(found, null);
            }
            found.add(Location.parse(next.getFirst()).warehouse());
            key = found.getLast().value() + BEHIND_SLASH;
        }
        return new Page<>(found.subList(0, limit), found.get(limit - 1).value());
    }

    /// Whether any warehouse has a location with this id.
    public boolean has(LocationId location) {
        return !documents.next(Where.ALL.is("location", location), null, 1).isEmpty();
    }

    /// The warehouses that have a location with this id, so many at most.
    public List<WarehouseId> warehousesOf(LocationId location, int limit) {
        return documents.next(Where.ALL.is("location", location), null, limit).stream()
                .map(entry -> entry.getValue().warehouse())
                .toList();
    }

    /// The warehouses that stand nearest to this id in their order.
    public List<WarehouseId> warehousesAround(WarehouseId warehouse, int each) {
        List<WarehouseId> around = new ArrayList<>();
        String key = warehouse.value() + '/';
        for (int i = 0; i < each; i++) {
            List<String> before = documents.keysBefore(key, 1);
            if (before.isEmpty()) {
                break;
            }
            around.addFirst(Location.parse(before.getFirst()).warehouse());
            key = around.getFirst().value() + '/';
        }
        key = warehouse.value() + BEHIND_SLASH;
        for (int i = 0; i < each; i++) {
            List<String> behind = documents.keysFrom(key, 1);
            if (behind.isEmpty()) {
                break;
            }
            around.add(Location.parse(behind.getFirst()).warehouse());
            key = around.getLast().value() + BEHIND_SLASH;
        }
        return around;
    }

    /// The locations of the warehouse that stand nearest to this id in their order.
    public List<LocationId> around(Location location, int each) {
        return documents.keysAround(location.toString(), each).stream()
                .map(Location::parse)
                .filter(near -> near.warehouse().equals(location.warehouse()))
                .map(Location::id)
                .toList();
    }

    private static Where keysOf(WarehouseId warehouse) {
        return Where.ALL.keyBegins(warehouse.value() + '/');
    }

    public long count() {
        return documents.count();
    }
}
