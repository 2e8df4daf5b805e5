package io.lotline.projections.catalogue;

import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.values.Di;
import io.lotline.core.values.RiskClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device's file as it is now.
///
/// @param form of which form the file is: a digest of what it says
public record Device(
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
        Instant changed,
        String changedBy,
        String form) {

    public Device {
        packages = List.copyOf(packages);
    }

    /// The storage temperature of the label, in °C.
    public record Storage(@Nullable Double minCelsius, @Nullable Double maxCelsius) {}

    /// A higher package with its own DI: it holds `quantity` pieces of `contains`.
    public record PackageLevel(Di di, Di contains, int quantity) {}
}
