package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.MemoryFold;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The question what lay where: at a past time, as it is known now or as it was known at a past
/// position. The same folds as those of the views, over the log.
public final class StockAsOf {
    /// What says of goods whether they may go out: holds, recalls, and the zones of bins.
    private static final Set<String> STOPS =
            Stream.concat(Stream.of(LocationDefined.class), Boundaries.STOPS.stream())
                    .map(EventCatalogue::nameOf)
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> PROMISES =
            Boundaries.PROMISES.stream()
                    .map(EventCatalogue::nameOf)
                    .collect(Collectors.toUnmodifiableSet());

    private final LogReader log;
    private final Clock clock;
    private final ZoneId zone;

    public StockAsOf(EventLog log, Clock clock, ZoneId zone) {
        this.log = new LogReader(log);
        this.clock = clock;
        this.zone = zone;
    }

    /// @param asOf    what had happened by then: by the time of its scan where it has one, else by
    ///     the time it was recorded, and never before its goods came to where it found them; null
    ///     for all
    /// @param knownAt the last position that counts; null for all
    public Answer find(
            FindStock query,
            @Nullable Instant asOf,
            @Nullable Long knownAt,
            @Nullable String after,
            int limit) {
        Past past = new Past(asOf);
        long position = log.forEach(criteria(query), knownAt, past::add);
        LocalDate day =
                LocalDate.ofInstant(
                        asOf != null
                                ? asOf
                                : knownAt != null ? past.last(clock.instant()) : clock.instant(),
                        zone);
        return new Answer(past.page(query, day, after, limit), position);
    }

    private static Criteria criteria(FindStock query) {
        Criterion stops = new Criterion(Set.of(), STOPS);
        if (query.owner() != null && query.di() != null) {
            return Criteria.of(
                    new Criterion(Set.of(Tags.goods(query.owner(), query.di())), Set.of()), stops);
        }
        if (query.di() != null && query.lot() != null) {
            return Criteria.of(
                    new Criterion(Set.of(Tags.lot(query.di(), query.lot())), Set.of()),
                    new Criterion(Set.of(), PROMISES),
                    stops);
        }
        return Criteria.EVERYTHING;
    }

    /// When it happened, as far as anybody says.
    static Instant happenedAt(Recorded recorded) {
        Scan scan = recorded.event().scan();
        return scan == null ? recorded.at() : scan.scannedAt();
    }

    /// The rows, and the position that they reflect.
    public record Answer(Page<StockRow> page, long position) {}

    /// Goods of one quality status at one place.
    private record Arrival(
            StockItem item, @Nullable SerialNumber serial, Place place, QualityStatus status) {
        static Arrival source(Movement m) {
            return new Arrival(m.item(), m.serial(), m.from(), m.fromStatus());
        }

        static Arrival target(Movement m) {
            return new Arrival(m.item(), m.serial(), m.to(), m.toStatus());
        }
    }

    private static final class Past {
        private final @Nullable Instant asOf;
        private final MemoryFold<StockCell> cells = new MemoryFold<>(new StockCells());
        private final MemoryFold<StorageLocation> locations =
                new MemoryFold<>(new LocationsView());
        private final MemoryFold<StopScope> scopes = new MemoryFold<>(new StopScopes());
        private final Map<Arrival, Instant> arrivals = new HashMap<>();
        private @Nullable Instant last;

        Past(@Nullable Instant asOf) {
            this.asOf = asOf;
        }

        void add(Recorded recorded) {
            if (asOf == null || !effective(recorded).isAfter(asOf)) {
                cells.add(recorded);
                locations.add(recorded);
                scopes.add(recorded);
                last = recorded.at();
            }
        }

        /// A handheld's clock may be behind the server's; without this, goods would leave a place
        /// before they came to it, and be at two places until then.
        private Instant effective(Recorded recorded) {
            Instant at = happenedAt(recorded);
            for (Movement m : recorded.event().movements()) {
                Instant came = arrivals.get(Arrival.source(m));
                at = came != null && came.isAfter(at) ? came : at;
            }
            for (Movement m : recorded.event().movements()) {
                arrivals.merge(
                        Arrival.target(m), at, (one, other) -> one.isAfter(other) ? one : other);
            }
            return at;
        }

        Page<StockRow> page(FindStock query, LocalDate today, @Nullable String after, int limit) {
            Standing standing = new Standing(scopes.documents().values());
            String from = after == null ? "" : Cursor.decode(after);
            List<StockRow> rows = new ArrayList<>();
            String last = "";
            for (Map.Entry<String, StockCell> each : new TreeMap<>(cells.documents()).entrySet()) {
                StockCell cell = each.getValue();
                if (!query.matches(cell) || cell.quantity() <= 0) {
                    continue;
                }
                StockStatus status = standing.status(cell, today);
                if (each.getKey().compareTo(from) > 0 && query.matches(status)) {
                    if (rows.size() == limit) {
                        return new Page<>(rows, Cursor.encode(last));
                    }
                    rows.add(StockRow.of(cell, status, zone(cell)));
                    last = each.getKey();
                }
            }
            return new Page<>(rows, null);
        }

        private @Nullable Zone zone(StockCell cell) {
            StorageLocation bin = locations.documents().get(cell.place());
            return bin == null ? null : bin.zone();
        }

        Instant last(Instant otherwise) {
            return last == null ? otherwise : last;
        }
    }
}
