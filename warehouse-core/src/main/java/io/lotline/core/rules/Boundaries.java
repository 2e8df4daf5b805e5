package io.lotline.core.rules;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a decision says which events it is about: `Boundaries.of(tag).types(A.class, B.class)`.
/// Types are always named, so that two decisions meet only where one could break the other's rule.
public final class Boundaries {
    /// What changes the goods that lie in a bin.
    public static final List<Class<? extends WarehouseEvent>> BIN_MOVES =
            List.of(
                    GoodsReceived.class,
                    GoodsInspected.class,
                    GoodsPutAway.class,
                    GoodsMoved.class,
                    StockAdjusted.class,
                    ItemPicked.class,
                    ItemPutBack.class,
                    GoodsReturned.class,
                    UnitHandled.class,
                    EventCorrected.class);

    /// What moves goods anywhere.
    public static final List<Class<? extends WarehouseEvent>> MOVES =
            List.of(
                    GoodsReceived.class,
                    GoodsInspected.class,
                    GoodsPutAway.class,
                    GoodsMoved.class,
                    StockAdjusted.class,
                    ItemPicked.class,
                    ItemPutBack.class,
                    GoodsReturned.class,
                    ItemLoaded.class,
                    ItemUnloaded.class,
                    ShipmentDispatched.class,
                    ShipmentDelivered.class,
                    UnitHandled.class,
                    EventCorrected.class);

    /// What makes, moves, keeps or ends a promise of stock: see [PromiseChange].
    public static final List<Class<? extends WarehouseEvent>> PROMISES =
            EventCatalogue.types().stream()
                    .filter(
                            type ->
                                    Promising.class.isAssignableFrom(type)
                                            || type == EventCorrected.class)
                    .toList();

    /// What a recall goes through.
    public static final List<Class<? extends WarehouseEvent>> RECALLS =
            EventCatalogue.typesOf(RecallEvent.class);

    /// What stops goods, or frees them.
    public static final List<Class<? extends WarehouseEvent>> STOPS =
            Stream.concat(Stream.of(StockHeld.class, HoldReleased.class), RECALLS.stream())
                    .toList();

    /// What moves goods anywhere, or promises them.
    public static final List<Class<? extends WarehouseEvent>> MOVES_AND_PROMISES =
            union(MOVES, PROMISES);

    /// What changes the goods that lie in a bin, or what is promised of them.
    public static final List<Class<? extends WarehouseEvent>> BIN_MOVES_AND_PROMISES =
            union(BIN_MOVES, PROMISES);

    /// What changes where a piece is, in which unit, and what is promised of it, or scans it.
    public static final List<Class<? extends WarehouseEvent>> PIECE_EVENTS =
            union(
                    MOVES_AND_PROMISES,
                    List.of(ItemChecked.class, ItemPacked.class, ItemUnpacked.class));

    /// What changes the goods that lie in a bin, or the units that they lie in.
    public static final List<Class<? extends WarehouseEvent>> BIN_EVENTS =
            union(BIN_MOVES, List.of(ItemUnpacked.class));

    private Boundaries() {}

    private static List<Class<? extends WarehouseEvent>> union(
            List<Class<? extends WarehouseEvent>> some,
            List<Class<? extends WarehouseEvent>> others) {
        Set<Class<? extends WarehouseEvent>> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /// Events that carry all of these tags.
    public static Subject of(Tag... tags) {
        return new Subject(Set.of(tags));
    }

    /// The union of several boundaries.
    @SafeVarargs
    public static Criteria any(Collection<Criterion>... parts) {
        Set<Criterion> all = new LinkedHashSet<>();
        for (Collection<Criterion> part : parts) {
            all.addAll(part);
        }
        return new Criteria(List.copyOf(all));
    }

    /// The file of a device, or of the device that has this DI as a package.
    public static Criterion device(Di di) {
        return of(Tags.device(di)).types(DeviceRegistered.class);
    }

    public static Criterion enterprise(EnterpriseId enterprise) {
        return of(Tags.enterprise(enterprise)).types(EnterpriseRegistered.class);
    }

    public static Criterion location(Location location) {
        return of(Tags.bin(location)).types(LocationDefined.class);
    }

    /// Everything that is put into or taken out of a location: needed where its capacity counts.
    public static Criterion occupancy(Location location) {
        return of(Tags.location(location)).types(BIN_MOVES);
    }

    /// Everything that stops goods: holds and recalls of the serial, of the lot, holds of the
    /// device.
    public static List<Criterion> stops(
            Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        List<Criterion> stops = new ArrayList<>();
        stops.add(stopsOf(Tags.lot(di, lot)));
        stops.add(of(Tags.device(di)).types(StockHeld.class, HoldReleased.class));
        if (serial != null) {
            stops.add(stopsOf(Tags.serial(di, serial)));
        }
        return stops;
    }

    private static Criterion stopsOf(Tag tag) {
        return of(tag).types(STOPS);
    }

    /// The names of these types: ten thousand pieces have ten thousand boundaries of the same ones.
    private static final Map<List<Class<? extends WarehouseEvent>>, Set<String>> NAMES =
            new ConcurrentHashMap<>();

    /// The tags of a boundary, still without its event types.
    public record Subject(Set<Tag> tags) {
        @SafeVarargs
        public final Criterion types(Class<? extends WarehouseEvent>... types) {
            return types(List.of(types));
        }

        public Criterion types(Collection<Class<? extends WarehouseEvent>> types) {
            return new Criterion(tags, NAMES.computeIfAbsent(List.copyOf(types), Subject::names));
        }

        private static Set<String> names(List<Class<? extends WarehouseEvent>> types) {
            Set<String> names = new LinkedHashSet<>();
            types.forEach(type -> names.add(EventCatalogue.nameOf(type)));
            if (!Collections.disjoint(UnitHandled.PARTS, types)) {
                names.add(EventCatalogue.nameOf(UnitHandled.class));
            }
            return Set.copyOf(names);
        }
    }
}
