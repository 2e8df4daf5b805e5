package io.lotline.api.catalogue;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.catalogue.RegisterDevice;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Di;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.RiskClass;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import io.lotline.projections.catalogue.Devices;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
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

/// Keeps the files of devices.
@RestController
class DevicesController {
    private final Commands commands;
    private final Devices devices;

    DevicesController(Commands commands, Views views) {
        this.commands = commands;
        this.devices = views.devices();
    }

    /// Registers a device, or replaces its file; with `If-Match` only the file that the caller saw.
    @Operation(summary = "Registers a device, or replaces its file")
    @PutMapping("/v1/devices/{di}")
    ResponseEntity<Registered> register(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable Di di,
            @RequestBody DeviceFile body) {
        RegisterDevice command = command(di, body, Revision.seen(ifMatch));
        Done done = commands.run(command, submission.document());
        return Commands.put(done, FileForm.of(command.file()), new Registered(di));
    }

    /// What a caller asks for.
    static RegisterDevice command(Di di, DeviceFile body, FileForm.@Nullable Seen seen) {
        return new RegisterDevice(
                di,
                body.name(),
                body.model(),
                body.specification(),
                body.registrationNumber(),
                body.registrationValidTo(),
                body.holder(),
                body.riskClass(),
                body.classificationCode(),
                body.implantable(),
                body.storage(),
                body.identifiers(),
                body.packages() == null ? List.of() : body.packages(),
                seen);
    }

    /// Shows the file of a device; of one of its packages, by that package's DI.
    @Operation(summary = "Shows the file of a device; of one of its packages, by that package's DI")
    @Reads(DevicesView.NAME)
    @GetMapping("/v1/devices/{di}")
    ResponseEntity<Device> get(@PathVariable Di di) {
        Device file = devices.findByAnyDi(di).orElseThrow(() -> Unknown.document("device", di));
        return ResponseEntity.ok().eTag(Revision.tag(file.form(), file)).body(file);
    }

    /// Lists devices.
    @Operation(summary = "Lists devices")
    @Reads(DevicesView.NAME)
    @GetMapping("/v1/devices")
    ResponseEntity<Listing<Device>> list(
            PageRequest asked, @RequestParam @Nullable RiskClass riskClass) {
        Page<Device> page = devices.find(riskClass, asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    record Registered(Di di) {}

    /// What is on file about a device.
    ///
    /// @param identifiers which production identifiers its label must show
    /// @param packages higher packages with a DI of their own
    record DeviceFile(
            String name,
            @Nullable String model,
            @Nullable String specification,
            @Nullable String registrationNumber,
            @Nullable LocalDate registrationValidTo,
            @Nullable String holder,
            RiskClass riskClass,
            @Nullable String classificationCode,
            boolean implantable,
            @Nullable Storage storage,
            Identifiers identifiers,
            @Nullable List<PackageLevel> packages) {
        DeviceFile {
            Shape.text("name", name);
            Shape.optionalText("model", model);
            Shape.optionalText("specification", specification);
            Shape.optionalText("registrationNumber", registrationNumber);
            Shape.optionalText("holder", holder);
            Shape.optionalText("classificationCode", classificationCode);
            if (storage != null) {
                Shape.celsius("storage.minCelsius", storage.minCelsius());
                Shape.celsius("storage.maxCelsius", storage.maxCelsius());
            }
            if (storage != null
                    && storage.minCelsius() != null
                    && storage.maxCelsius() != null
                    && storage.minCelsius().compareTo(storage.maxCelsius()) > 0) {
                throw new MalformedValue(
                        "storage",
                        "The lowest temperature %s °C is above the highest, %s °C."
                                .formatted(storage.minCelsius(), storage.maxCelsius()));
            }
            packages = packages == null ? null : Shape.list("packages", packages, 0, 20);
            for (int i = 0; packages != null && i < packages.size(); i++) {
                int pieces = packages.get(i).quantity();
                if (pieces < 1 || pieces > Quantity.MAX) {
                    throw new MalformedValue(
                            "packages[%d].quantity".formatted(i),
                            "A package holds 1 to %d pieces, not %d."
                                    .formatted(Quantity.MAX, pieces));
                }
            }
        }
    }
}
