package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.Address;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Master data. The newest event of an enterprise, device or location holds.
public sealed interface MasterDataEvent extends WarehouseEvent {

    /// No goods are handled.
    @Override
    default Step step() {
        return Step.NONE;
    }

    /// An enterprise was registered, or its file was changed.
    ///
    /// @param gln     its own; null where none is on file
    /// @param address where goods are brought to; null where none is on file
    @Event(name = "EnterpriseRegistered")
    record EnterpriseRegistered(
            EnterpriseId enterprise,
            String name,
            @Nullable String unifiedSocialCreditCode,
            Set<EnterpriseRole> roles,
            List<Licence> licences,
            @Nullable Gln gln,
            @Nullable Address address)
            implements MasterDataEvent {
        public EnterpriseRegistered {
            roles = Set.copyOf(roles);
            licences = List.copyOf(licences);
        }

        public EnterpriseRegistered(
                EnterpriseId enterprise,
                String name,
                @Nullable String unifiedSocialCreditCode,
                Set<EnterpriseRole> roles,
                List<Licence> licences) {
            this(enterprise, name, unifiedSocialCreditCode, roles, licences, null, null);
        }

        @Override
        public Set<Tag> tags() {
            return gln == null
                    ? Set.of(Tags.enterprise(enterprise))
                    : Set.of(Tags.enterprise(enterprise), Tags.gln(gln));
        }
    }

    /// A licence or filing of an enterprise (经营许可证, 经营备案凭证). Valid on both end days.
    record Licence(
            String number,
            String kind,
            List<String> scope,
            LocalDate validFrom,
            LocalDate validTo) {
        public Licence {
            scope = List.copyOf(scope);
        }
    }

    /// A device (one DI of the smallest sale unit) was registered, or its file was changed.
    @Event(name = "DeviceRegistered")
    record DeviceRegistered(
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
            List<PackageLevel> packages)
            implements MasterDataEvent {
        public DeviceRegistered {
            packages = List.copyOf(packages);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new java.util.LinkedHashSet<>();
            tags.add(Tags.device(di));
            packages.forEach(level -> tags.add(Tags.device(level.di())));
            return tags;
        }
    }

    /// The storage temperature of the label, in °C; an open end is null.
    record Storage(@Nullable BigDecimal minCelsius, @Nullable BigDecimal maxCelsius) {}

    /// Which production identifiers the label must show (UDID's scbssfbh* flags).
    record Identifiers(boolean lot, boolean serial, boolean productionDate, boolean expiryDate) {}

    /// A higher package with its own DI: it holds `quantity` pieces of `contains`.
    record PackageLevel(Di di, Di contains, int quantity) {}

    /// A storage location was defined, or its definition was changed.
    ///
    /// @param gln its own; null where none is on file
    @Event(name = "LocationDefined")
    record LocationDefined(
            Location location,
            Zone zone,
            @Nullable BigDecimal minCelsius,
            @Nullable BigDecimal maxCelsius,
            @Nullable Integer capacity,
            @Nullable Gln gln)
            implements MasterDataEvent {
        public LocationDefined(
                Location location,
                Zone zone,
                @Nullable BigDecimal minCelsius,
                @Nullable BigDecimal maxCelsius,
                @Nullable Integer capacity) {
            this(location, zone, minCelsius, maxCelsius, capacity, null);
        }

        @Override
        public Set<Tag> tags() {
            return gln == null
                    ? Set.of(Tags.bin(location))
                    : Set.of(Tags.bin(location), Tags.gln(gln));
        }
    }
}
