package io.lotline.api.inventory;

import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.http.Submission;
import io.lotline.api.inventory.LocationsController.LocationDefinition;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Locations that come in a file.
@Component
final class ImportedLocations implements ImportedDocuments<LocationDefinition> {
    @Override
    public String name() {
        return "locations";
    }

    @Override
    public List<String> ids() {
        return List.of("warehouseId", "locationId");
    }

    @Override
    public Class<LocationDefinition> body() {
        return LocationDefinition.class;
    }

    @Override
    public Wish wish(Submission submission, List<String> ids, LocationDefinition body) {
        WarehouseId warehouse = new WarehouseId(ids.getFirst());
        LocationId location = new LocationId(ids.getLast());
        return new Wish(
                LocationsController.command(submission, warehouse, location, body, null),
                LocationsController.command(
                        submission, warehouse, location, body, new FileForm.Seen(Set.of())));
    }
}
