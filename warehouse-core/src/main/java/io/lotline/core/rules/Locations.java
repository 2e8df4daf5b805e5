package io.lotline.core.rules;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Location;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The definitions of the locations that a decision names, and what may lie in them (GSP Art 40,
/// 42).
public record Locations(Map<Location, LocationDefined> defined) {
    public static final Locations NONE = new Locations(Map.of());

    public Locations evolve(WarehouseEvent event) {
        if (!(event instanceof LocationDefined definition)) {
            return this;
        }
        Map<Location, LocationDefined> copy = new HashMap<>(defined);
        copy.put(definition.location(), definition);
        return new Locations(Map.copyOf(copy));
    }

    public @Nullable LocationDefined get(Location location) {
        return defined.get(location);
    }

    /// The zones that goods of a status may lie in.
    public static Set<Zone> zonesFor(QualityStatus status) {
        return switch (status) {
            case PENDING_INSPECTION -> EnumSet.of(Zone.QUARANTINE);
            case QUALIFIED -> EnumSet.of(Zone.QUALIFIED, Zone.DISPATCH);
            case NON_CONFORMING -> EnumSet.of(Zone.NON_CONFORMING);
            case RETURNED -> EnumSet.of(Zone.RETURNS, Zone.QUARANTINE);
        };
    }

    /// Whether the location keeps the device as its label asks; null if so, or where either does
    /// not say.
    public static @Nullable Rejection unfit(LocationDefined location, DeviceRegistered device) {
        Storage storage = device.storage();
        if (storage == null
                || !(below(location.minCelsius(), storage.minCelsius())
                        || below(storage.maxCelsius(), location.maxCelsius()))) {
            return null;
        }
        return new SharedRejection.WrongLocation(
                location.location(),
                location.zone(),
                "Location %s is kept at %s; device %s needs %s"
                        .formatted(
                                location.location(),
                                range(location.minCelsius(), location.maxCelsius()),
                                device.di(),
                                range(storage.minCelsius(), storage.maxCelsius())),
                "choose a location with the right temperature");
    }

    /// Whether `offered` more pieces fit in; null if so, or where no capacity is set.
    public static @Nullable Rejection full(LocationDefined location, int occupied, int offered) {
        Integer capacity = location.capacity();
        return capacity == null || (long) occupied + offered <= capacity
                ? null
                : new SharedRejection.LocationFull(
                        location.location(), capacity, occupied, offered);
    }

    private static boolean below(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a != null && b != null && a.compareTo(b) < 0;
    }

    private static String range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        return "%s to %s °C"
                .formatted(
                        min == null ? "any" : min.toPlainString(),
                        max == null ? "any" : max.toPlainString());
    }
}
