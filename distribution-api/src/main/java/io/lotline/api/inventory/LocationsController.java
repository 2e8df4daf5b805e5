package io.lotline.api.inventory;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.inventory.DefineLocation;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.lotline.projections.Views;
import io.lotline.projections.inventory.Locations;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.StorageLocation;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Keeps the storage locations of warehouses.
@RestController
class LocationsController {
    private final Commands commands;
    private final Locations locations;
    private final KnownValues known;

    LocationsController(Commands commands, Views views, KnownValues known) {
        this.known = known;
        this.commands = commands;
        this.locations = views.locations();
    }

    /// Defines a location, or changes its definition; with `If-Match` only the one that the caller
    /// saw.
    @Operation(summary = "Defines a location, or changes its definition")
    @PutMapping("/v1/warehouses/{warehouseId}/locations/{locationId}")
    ResponseEntity<Defined> define(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable WarehouseId warehouseId,
            @PathVariable LocationId locationId,
            @RequestBody LocationDefinition body) {
        DefineLocation command =
                command(submission, warehouseId, locationId, body, Revision.seen(ifMatch));
        Done done = commands.run(command, submission.document());
        return Commands.put(
                done, FileForm.of(command.file()), new Defined(warehouseId, locationId));
    }

    /// What a caller who may do so asks for.
    static DefineLocation command(
            Submission submission,
            WarehouseId warehouse,
            LocationId location,
            LocationDefinition body,
            FileForm.@Nullable Seen seen) {
        submission.caller().mustWorkIn(warehouse);
        return new DefineLocation(
                new Location(warehouse, location),
                body.zone(),
                body.minCelsius(),
                body.maxCelsius(),
                body.capacity(),
                body.gln(),
                seen);
    }

    /// Shows a location.
    @Operation(summary = "Shows a location")
    @Reads(LocationsView.NAME)
    @GetMapping("/v1/warehouses/{warehouseId}/locations/{locationId}")
    ResponseEntity<StorageLocation> get(
            Caller caller,
            @PathVariable WarehouseId warehouseId,
            @PathVariable LocationId locationId) {
        Location location = new Location(warehouseId, locationId);
        StorageLocation file =
                locations
                        .find(location)
                        .filter(_ -> caller.worksIn(warehouseId))
                        .orElseThrow(() -> Unknown.document("location", location));
        return ResponseEntity.ok().eTag(Revision.tag(file.form(), file)).body(file);
    }

    /// Lists the warehouses in which the caller works, of those that have locations.
    @Operation(summary = "Lists the warehouses: there is none without locations")
    @Reads(LocationsView.NAME)
    @GetMapping("/v1/warehouses")
    ResponseEntity<Listing<Warehouse>> warehouses(Caller caller, PageRequest asked) {
        Page<WarehouseId> page = locations.warehouses(asked.after(), asked.limit());
        return Listing.of(
                page.items().stream().filter(caller::worksIn).map(Warehouse::new).toList(),
                page.next());
    }

    /// Lists the locations of a warehouse.
    @Operation(summary = "Lists the locations of a warehouse")
    @Reads(LocationsView.NAME)
    @GetMapping("/v1/warehouses/{warehouseId}/locations")
    ResponseEntity<Listing<StorageLocation>> list(
            Caller caller,
            PageRequest asked,
            @PathVariable WarehouseId warehouseId,
            @RequestParam @Nullable Zone zone) {
        caller.mustWorkIn(warehouseId);
        known.warehouse(caller, warehouseId);
        Page<StorageLocation> page =
                locations.find(warehouseId, zone, asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    record Warehouse(WarehouseId warehouse) {}

    record Defined(WarehouseId warehouse, LocationId location) {}

    /// What a location is for.
    ///
    /// @param capacity how many pieces fit
    /// @param gln      its global location number (GS1)
    record LocationDefinition(
            Zone zone,
            @Nullable BigDecimal minCelsius,
            @Nullable BigDecimal maxCelsius,
            @Nullable Integer capacity,
            @Nullable Gln gln) {
        LocationDefinition {
            Shape.celsius("minCelsius", minCelsius);
            Shape.celsius("maxCelsius", maxCelsius);
            if (minCelsius != null && maxCelsius != null && minCelsius.compareTo(maxCelsius) > 0) {
                throw new MalformedValue(
                        "minCelsius",
                        "The lowest temperature %s °C is above the highest, %s °C."
                                .formatted(minCelsius, maxCelsius));
            }
            if (capacity != null && capacity < 0) {
                throw new MalformedValue(
                        "capacity", "A capacity is 0 or more, not %d.".formatted(capacity));
            }
        }
    }
}
