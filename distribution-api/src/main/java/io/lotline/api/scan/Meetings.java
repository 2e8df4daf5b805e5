package io.lotline.api.scan;

import io.lotline.api.scan.Lanes.Claim;
import io.lotline.api.scan.Lanes.Claims;
import io.lotline.core.scan.Assembled;
import io.lotline.core.scan.ItemAssembly;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Sscc;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import io.lotline.projections.inventory.StorageLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells what a scan may meet others at: whatever of the warehouse its outcome may depend on,
/// or may change for another scan.
///
/// That is the goods (a piece, a lot, or the whole device where a label leaves the lot out), the
/// document that the scan is for, the unit, the scan's own id, and a location that may be full. A
/// pick may give up promises of its line elsewhere, so picks and moves of one device meet. Which
/// device a package holds, and whether a location has a capacity, is looked up; where it is not
/// known, and where a label has several readings, the scan meets all others.
///
/// For one batch and one thread.
final class Meetings {
    private static final Claim EVERYTHING = new Claim("everything", "");
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_KEPT = 10_000;

    /// Of what has no effect.
    static final Claims NONE = new Claims(List.of(), List.of());

    private static final Claims ALL = new Claims(List.of(EVERYTHING), List.of());

    private final ScannerSetup scanners;
    private final Function<Di, Optional<Device>> devices;
    private final Function<Location, Optional<StorageLocation>> locations;
    private final Map<Di, Optional<Device>> knownDevices = new HashMap<>();
    private final Map<Location, Boolean> mayBeFull = new HashMap<>();
    private long knownSince;

    Meetings(ScannerSetup scanners, Views views) {
        this(scanners, views.devices()::findByAnyDi, views.locations()::find);
    }

    Meetings(
            ScannerSetup scanners,
            Function<Di, Optional<Device>> devices,
            Function<Location, Optional<StorageLocation>> locations) {
        this.scanners = scanners;
        this.devices = devices;
        this.locations = locations;
        this.knownSince = System.nanoTime();
    }

    /// What a scan claims of the warehouse.
    Claims of(ScanRequest scan) {
        forgetWhatIsOld();
        if (scan.symbols().isEmpty()) {
            // of whatever lies in the location
            return ALL;
        }
        return switch (ItemAssembly.assemble(scan.symbols(), scanners)) {
            case Assembled.Item(ScannedItem item, List<String> _) -> of(scan, item);
            case Assembled.AmbiguousItem _ -> ALL;
            // nothing is recorded of them
            case Assembled.UnreadableItem _, Assembled.Contradiction _ -> NONE;
        };
    }

    private Claims of(ScanRequest scan, ScannedItem item) {
        String di = item.device();
        if (item.sscc() != null && item.di() == null && scan.task() != Task.RECEIVE) {
            // what is in the unit is known to who decides, and not here
            return ALL;
        }
        if (di == null) {
            return item.sscc() == null ? NONE : ALL;
        }
        Optional<Device> device = deviceOf(di);
        return device.map(known -> of(scan, item, known.di())).orElse(ALL);
    }

    private Claims of(ScanRequest scan, ScannedItem item, Di device) {
        List<Claim> alone = new ArrayList<>();
        List<Claim> shared = new ArrayList<>();
        shared.add(EVERYTHING);
        alone.add(new Claim("scan", scan.scanId()));
        goods(scan.task(), item, device, alone, shared);
        if (scan.reference() != null) {
            document(scan.task(), scan.reference(), alone);
        }
        unit(item.sscc(), alone);
        Sscc container = scan.container();
        if (container != null && !container.value().equals(item.sscc())) {
            unit(container.value(), alone);
        }
        location(scan, scan.location(), alone);
        if (scan.toLocation() != null && !scan.toLocation().equals(scan.location())) {
            location(scan, scan.toLocation(), alone);
        }
        return new Claims(alone, shared);
    }

    private static void goods(
            Task task, ScannedItem item, Di device, List<Claim> alone, List<Claim> shared) {
        Claim all = new Claim("device", device.value());
        Claim lot = new Claim("lot", device.value() + "/" + (item.lot() == null ? "" : item.lot()));
        if (item.piece() != null) {
            alone.add(new Claim("piece", device.value() + "/" + item.piece()));
        }
        boolean onePiece =
                item.piece() != null
                        && switch (task) {
                            // the first receipt of a lot fixes its expiry date
                            case RECEIVE -> item.lot() == null;
                            case PUTAWAY -> true;
                            // what is promised and counted is so of a whole lot
                            case MOVE, PICK, COUNT -> false;
                            case CHECK, PACK, LOAD, UNLOAD, RETURN -> false;
                        };
        if (onePiece) {
            shared.add(all);
            shared.add(lot);
        } else if (item.lot() == null && item.piece() != null) {
            // a piece of whichever lot
            alone.add(all);
        } else {
            shared.add(all);
            alone.add(lot);
        }
        Claim promises = new Claim("promises", device.value());
        switch (task) {
            case PICK -> alone.add(promises);
            case MOVE -> shared.add(promises);
            case RECEIVE, PUTAWAY, CHECK, PACK, LOAD, UNLOAD, COUNT, RETURN -> {}
        }
    }

    private static void document(Task task, String reference, List<Claim> alone) {
        switch (task) {
            case RECEIVE -> alone.add(new Claim("notice", reference));
            case PICK, CHECK, PACK, RETURN -> alone.add(new Claim("order", reference));
            case LOAD, UNLOAD -> alone.add(new Claim("shipment", reference));
            // a putaway changes nothing of its notice, and counts stand beside each other
            case PUTAWAY, MOVE, COUNT -> {}
        }
    }

    private static void unit(@Nullable String sscc, List<Claim> alone) {
        if (sscc != null) {
            alone.add(new Claim("unit", sscc));
        }
    }

    private void location(ScanRequest scan, @Nullable LocationId id, List<Claim> alone) {
        if (id != null) {
            Location location = new Location(scan.warehouse(), id);
            if (mayBeFull(location)) {
                alone.add(new Claim("location", location.toString()));
            }
        }
    }

    private boolean mayBeFull(Location location) {
        return mayBeFull.computeIfAbsent(
                location,
                asked ->
                        locations.apply(asked).map(known -> known.capacity() != null).orElse(true));
    }

    private Optional<Device> deviceOf(String di) {
        try {
            return knownDevices.computeIfAbsent(new Di(di), devices);
        } catch (MalformedValue _) {
            return Optional.empty();
        }
    }

    private void forgetWhatIsOld() {
        if (System.nanoTime() - knownSince > KEPT_NANOS
                || knownDevices.size() + mayBeFull.size() > MOST_KEPT) {
            knownDevices.clear();
            mayBeFull.clear();
            knownSince = System.nanoTime();
        }
    }
}
