package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.distribution.DefineVehicle;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.Routes;
import io.lotline.projections.distribution.Vehicle;
import io.lotline.projections.distribution.VehiclesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/// Keeps the vehicles that drive routes.
@RestController
class VehiclesController {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    private final Commands commands;
    private final Routes routes;
    private final KnownValues known;
    private final Names names;

    VehiclesController(Commands commands, Views views, KnownValues known, Names names) {
        this.commands = commands;
        this.routes = views.routes();
        this.known = known;
        this.names = names;
    }

    /// Puts a vehicle on file; with `If-Match` amends the file that the caller saw.
    @Operation(
            summary = "Puts a vehicle on file, or amends its file with If-Match",
            description =
                    "A limit that is left out is none. A limit of volume or weight keeps off orders whose volume or weight nobody said.")
    @PutMapping("/v1/vehicles/{vehicleId}")
    ResponseEntity<Filed> put(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable VehicleId vehicleId,
            @RequestBody VehicleFile body) {
        submission.caller().mustWorkIn(body.warehouse());
        VehicleDefined wanted =
                new VehicleDefined(
                        vehicleId,
                        body.warehouse(),
                        body.carrier(),
                        body.plate(),
                        body.volumeLitres(),
                        body.weightKilograms(),
                        body.pieces(),
                        Set.copyOf(body.temperatures()),
                        body.driverHours().multiply(MINUTES).intValueExact());
        Done done =
                commands.run(
                        new DefineVehicle(
                                wanted,
                                Revision.seen(ifMatch),
                                submission.caller().ownWarehouses()),
                        submission.document());
        return Commands.put(done, FileForm.of(wanted), new Filed(vehicleId));
    }

    /// Shows a vehicle.
    @Operation(summary = "Shows a vehicle")
    @Reads({VehiclesView.NAME, EnterprisesView.NAME})
    @GetMapping("/v1/vehicles/{vehicleId}")
    ResponseEntity<VehicleOnFile> get(Caller caller, @PathVariable VehicleId vehicleId) {
        Vehicle vehicle =
                routes.vehicle(vehicleId)
                        .filter(each -> caller.worksIn(each.warehouse()))
                        .orElseThrow(() -> Unknown.document("vehicle", vehicleId));
        return ResponseEntity.ok()
                .eTag(Revision.tag(FileForm.of(vehicle.file())))
                .body(rows(List.of(vehicle)).getFirst());
    }

    /// Lists vehicles.
    @Operation(summary = "Lists vehicles")
    @Reads({VehiclesView.NAME, EnterprisesView.NAME, LocationsView.NAME})
    @GetMapping("/v1/vehicles")
    ResponseEntity<Listing<VehicleOnFile>> list(
            Caller caller, PageRequest asked, @RequestParam @Nullable WarehouseId warehouse) {
        known.warehouse(caller, warehouse);
        Page<Vehicle> page =
                routes.vehicles(caller.warehouseOr(warehouse), asked.after(), asked.limit());
        return Listing.of(
                rows(
                        page.items().stream()
                                .filter(vehicle -> caller.worksIn(vehicle.warehouse()))
                                .toList()),
                page.next());
    }

    private List<VehicleOnFile> rows(List<Vehicle> vehicles) {
        Map<String, String> named =
                names.enterprises(vehicles.stream().map(vehicle -> vehicle.file().carrier()));
        return vehicles.stream().map(vehicle -> VehicleOnFile.of(vehicle.file(), named)).toList();
    }

    record Filed(VehicleId vehicleId) {}

    /// A vehicle.
    ///
    /// @param driverHours for how long its driver may be away
    record VehicleOnFile(
            VehicleId vehicleId,
            WarehouseId warehouse,
            EnterpriseId carrier,
            @Nullable String carrierName,
            @Nullable String plate,
            @Nullable Integer volumeLitres,
            @Nullable Integer weightKilograms,
            @Nullable Integer pieces,
            List<TemperatureClass> temperatures,
            BigDecimal driverHours) {
        static VehicleOnFile of(VehicleDefined file, Map<String, String> named) {
            BigDecimal hours =
                    BigDecimal.valueOf(file.driverMinutes())
                            .divide(MINUTES, 2, RoundingMode.HALF_UP)
                            .stripTrailingZeros();
            return new VehicleOnFile(
                    file.vehicle(),
                    file.warehouse(),
                    file.carrier(),
                    named.get(file.carrier().value()),
                    file.plate(),
                    file.volumeLitres(),
                    file.weightKilograms(),
                    file.pieces(),
                    file.temperatures().stream().sorted().toList(),
                    hours.scale() < 0 ? hours.setScale(0) : hours);
        }
    }

    /// What a vehicle can do.
    ///
    /// @param volumeLitres    how much it holds; left out for no limit
    /// @param weightKilograms the same by weight
    /// @param pieces          the same by number of pieces
    /// @param temperatures    at which it keeps goods
    /// @param driverHours     for how long its driver may be away: quarters of an hour, to 24
    record VehicleFile(
            WarehouseId warehouse,
            EnterpriseId carrier,
            @Nullable String plate,
            @Nullable Integer volumeLitres,
            @Nullable Integer weightKilograms,
            @Nullable Integer pieces,
            List<TemperatureClass> temperatures,
            BigDecimal driverHours) {
        private static final BigDecimal QUARTERS = BigDecimal.valueOf(4);
        private static final BigDecimal DAY = BigDecimal.valueOf(24);
        private static final int MOST = 1_000_000;

        VehicleFile {
            plate = Shape.optionalText("plate", plate);
            limit("volumeLitres", volumeLitres);
            limit("weightKilograms", weightKilograms);
            limit("pieces", pieces);
            temperatures =
                    Shape.list(
                            "temperatures",
                            temperatures,
                            1,
                            EnumSet.allOf(TemperatureClass.class).size());
            var _ = Shape.distinct("temperatures", temperatures);
            if (driverHours.signum() <= 0
                    || driverHours.compareTo(DAY) > 0
                    || driverHours.multiply(QUARTERS).stripTrailingZeros().scale() > 0) {
                throw new MalformedValue(
                        "driverHours", "'driverHours' is from 0.25 to 24, in quarters of an hour.");
            }
        }

        private static void limit(String field, @Nullable Integer value) {
            if (value != null && (value < 1 || value > MOST)) {
                throw new MalformedValue(
                        field,
                        "'%s' is from %d to %d, and not %d.".formatted(field, 1, MOST, value));
            }
        }
    }
}
