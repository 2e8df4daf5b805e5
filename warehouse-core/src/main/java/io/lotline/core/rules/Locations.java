package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Location;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The definitions of the locations that a decision names, and what may lie in them (GSP Art 40,
/// 42).
public record Locations(PMap<Location, LocationDefined> defined) {
    public static final Locations NONE = new Locations(HashTreePMap.empty());

    /// The definitions of these locations, as far as there are any.
    public static Locations reading(Books books, Collection<Location> named) {
        Locations all = NONE;
        for (Locations locations : books.openAll(SharedBooks.LOCATION, named).values()) {
            all = new Locations(all.defined.plusAll(locations.defined));
        }
        return all;
    }

    public Locations evolve(WarehouseEvent event) {
        if (!(event instanceof LocationDefined definition)) {
            return this;
        }
        return new Locations(defined.plus(definition.location(), definition));
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
    public static @Nullable Rejection full(LocationDefined location, long occupied, int offered) {
        Integer capacity = location.capacity();
        return capacity == null || occupied + offered <= capacity
                ? null
                : new SharedRejection.LocationFull(
                        location.location(), capacity, occupied, offered);
    }

    /// The same; what lies there already is looked up only where a capacity is set.
    public static @Nullable Rejection full(Books books, LocationDefined location, int offered) {
        return location.capacity() == null
                ? null
                : full(
                        location,
                        books.open(SharedBooks.OCCUPANCY, location.location()).pieces(),
                        offered);
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
