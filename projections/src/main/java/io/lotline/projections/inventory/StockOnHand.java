package io.lotline.projections.inventory;

import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.lotline.projections.inventory.StockSource.Entry;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The question what lies where, now. What a page costs follows what is on it, not what else there
/// is: see decision record 0034.
public final class StockOnHand {
    private static final int MOST_AT_ONCE = 1_001;

    private final Documents<StockCell> cells;
    private final Documents<StorageLocation> locations;
    private final Documents<Stoppable> stoppables;
    private final Stops stops;
    private final Clock clock;
    private final ZoneId zone;

    public StockOnHand(
            Documents<StockCell> cells,
            Documents<StorageLocation> locations,
            Documents<Stoppable> stoppables,
            Stops stops,
            Clock clock,
            ZoneId zone) {
        this.cells = cells;
        this.locations = locations;
        this.stoppables = stoppables;
        this.stops = stops;
        this.clock = clock;
        this.zone = zone;
    }

    public Page<StockRow> find(FindStock query, @Nullable String after, int limit) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        StockSource source = source(query, today);
        String place = place(after, source);
        List<Found> found = new ArrayList<>();
        int size = limit + 1;
        while (true) {
            List<Entry> batch = source.next(place, size);
            Standing standing = stops.standing(batch.stream().map(Entry::cell).toList());
            for (Entry entry : batch) {
                StopScope stop = standing.stop(entry.cell());
                StockStatus status = standing.status(entry.cell(), today);
                place = source.past(entry, stop, today);
                if (entry.cell().quantity() > 0
                        && query.matches(status)
                        && query.expires(entry.cell())
                        && entry.belongs(stop)) {
                    if (found.size() == limit) {
                        return page(found, true);
                    }
                    found.add(new Found(entry, status));
                }
            }
            if (batch.size() < size) {
                return page(found, false);
            }
            size = Math.min(2 * size, Math.max(size, MOST_AT_ONCE));
        }
    }

    /// Where in a warehouse goods of these devices lie.
    public Set<LocationId> locationsOf(Collection<Di> devices, WarehouseId warehouse) {
        Set<LocationId> locations = new TreeSet<>(Comparator.comparing(LocationId::value));
        for (Di di : devices) {
            cells.forEachPart(
                    Where.ALL.is("di", di).is("warehouse", warehouse).above("quantity", 0),
                    List.of("location"),
                    (_, cell) ->
                            locations.add(new LocationId(String.valueOf(cell.get("location")))));
        }
        return locations;
    }

    private StockSource source(FindStock query, LocalDate today) {
        return query.expiresBy() == null
                ? inOrder(query, today)
                : expiring(query, query.expiresBy().plusDays(1), today);
    }

    private StockSource expiring(FindStock query, LocalDate before, LocalDate today) {
        Where accepted = query.where(QualityStatus.QUALIFIED);
        return switch (query.status()) {
            case null -> new StockSource.ByExpiry(cells, accepted, before);
            case PENDING_INSPECTION -> expiring(query, before, QualityStatus.PENDING_INSPECTION);
            case NON_CONFORMING -> expiring(query, before, QualityStatus.NON_CONFORMING);
            case RETURNED -> expiring(query, before, QualityStatus.RETURNED);
            case QUALIFIED ->
                    new StockSource.ByExpiry(
                            cells, accepted.atLeast(StockSource.ByExpiry.DATE, today), before);
            case EXPIRED ->
                    new StockSource.ByExpiry(
                            cells, accepted, before.isBefore(today) ? before : today);
            case ON_HOLD -> new StockSource.Stopped(cells, stoppables, stops, query);
        };
    }

    private StockSource expiring(FindStock query, LocalDate before, QualityStatus recorded) {
        return new StockSource.ByExpiry(cells, query.where(recorded), before);
    }

    private StockSource inOrder(FindStock query, LocalDate today) {
        return switch (query.status()) {
            case null -> new StockSource.InOrder(cells, query.where(null), false);
            case PENDING_INSPECTION -> recorded(query, QualityStatus.PENDING_INSPECTION);
            case NON_CONFORMING -> recorded(query, QualityStatus.NON_CONFORMING);
            case RETURNED -> recorded(query, QualityStatus.RETURNED);
            case QUALIFIED ->
                    new StockSource.InOrder(cells, query.where(QualityStatus.QUALIFIED), true);
            case EXPIRED ->
                    new StockSource.ByExpiry(cells, query.where(QualityStatus.QUALIFIED), today);
            case ON_HOLD -> new StockSource.Stopped(cells, stoppables, stops, query);
        };
    }

    private StockSource recorded(FindStock query, QualityStatus status) {
        return new StockSource.InOrder(cells, query.where(status), false);
    }

    /// A cell that belongs to the page.
    private record Found(Entry entry, StockStatus status) {}

    /// The place in the source's order behind which a page begins.
    private static String place(@Nullable String cursor, StockSource source) {
        if (cursor == null) {
            return "";
        }
        String place = Cursor.decode(cursor);
        try {
            var _ = source.keyOf(place);
            return place;
        } catch (IndexOutOfBoundsException e) {
            throw new MalformedValue("cursor", "The cursor is none that this list handed out.");
        }
    }

    private Page<StockRow> page(List<Found> found, boolean more) {
        Map<Location, Zone> zones = zones(found);
        List<StockRow> rows = new ArrayList<>(found.size());
        for (Found each : found) {
            StockCell cell = each.entry().cell();
            rows.add(StockRow.of(cell, each.status(), zones.get(cell.at())));
        }
        return new Page<>(rows, more ? Cursor.encode(found.getLast().entry().place()) : null);
    }

    /// The zones of the bins in which some goods could be sold.
    private Map<Location, Zone> zones(List<Found> found) {
        Set<String> bins = new LinkedHashSet<>();
        for (Found each : found) {
            if (each.status() == StockStatus.QUALIFIED) {
                bins.add(each.entry().cell().place());
            }
        }
        Map<Location, Zone> zones = new HashMap<>();
        locations
                .find(bins)
                .values()
                .forEach(
                        bin ->
                                zones.put(
                                        new Location(bin.warehouse(), bin.location()), bin.zone()));
        return zones;
    }
}
