package io.lotline.core.catalogue;

import io.lotline.core.decision.Command;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.rules.FileForm.Seen;
import io.lotline.core.values.Di;
import io.lotline.core.values.RiskClass;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Registers a device, or replaces its file.
///
/// @param seen what its writer has seen of the file; null where that is not said
public record RegisterDevice(
        Di di,
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
        List<PackageLevel> packages,
        @Nullable Seen seen)
        implements Command {
    public RegisterDevice {
        packages = List.copyOf(packages);
    }

    /// By who does not say what they saw.
    public RegisterDevice(
            Di di,
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
            List<PackageLevel> packages) {
        this(
                di,
                name,
                model,
                specification,
                registrationNumber,
                registrationValidTo,
                holder,
                riskClass,
                classificationCode,
                implantable,
                storage,
                identifiers,
                packages,
                null);
    }

    /// The file that it asks for.
    public DeviceRegistered file() {
        return new DeviceRegistered(
                di,
                name,
                model,
                specification,
                registrationNumber,
                registrationValidTo,
                holder,
                riskClass,
                classificationCode,
                implantable,
                storage,
                identifiers,
                packages);
    }
}
