package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.MemoryFold;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The question what lay where: at a past time, as it is known now or as it was known at a past
/// position. Answered from [PastView]; where that is not there, by the same folds over the log.
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

    /// For so long a question waits for the view before the log itself is folded.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// In seconds from 1970: some 30,000 years.
    private static final long FARTHEST = 1_000_000_000_000L;

    private final EventLog log;
    private final Documents<PastDocument> documents;
    private final int blockSize;
    private final Reach reach;
    private final Clock clock;
    private final ZoneId zone;

    /// Waits until the view of the past reflects a position; answers whether it does.
    @FunctionalInterface
    public interface Reach {
        boolean await(long position, Duration patience);
    }

    /// @param blockSize as that of the view
    public StockAsOf(
            EventLog log,
            Documents<PastDocument> documents,
            int blockSize,
            Reach reach,
            Clock clock,
            ZoneId zone) {
        this.log = log;
        this.documents = documents;
        this.blockSize = blockSize;
        this.reach = reach;
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
        Instant time = asOf == null ? null : within(asOf);
        long head = log.head().position();
        long known = knownAt == null ? head : Math.min(knownAt, head);
        String from = after == null ? "" : Cursor.decode(after);
        LocalDate day =
                LocalDate.ofInstant(
                        time != null ? time : knownAt == null ? clock.instant() : recordedAt(known),
                        zone);
        Page<StockRow> page =
                reach.await(known, PATIENCE)
                        ? PastStock.of(log, documents, blockSize, known, time)
                                .page(query, day, from, limit)
                        : folded(query, time, known, day, from, limit);
        return new Answer(page, known);
    }

    /// Far enough from the ends of time to count minutes and days from there.
    private static Instant within(Instant asOf) {
        return Instant.ofEpochSecond(
                Math.clamp(asOf.getEpochSecond(), -FARTHEST, FARTHEST), asOf.getNano());
    }

    private Instant recordedAt(long position) {
        return position == 0 ? clock.instant() : log.read(position, 1).getFirst().at();
    }

    /// The same out of the log itself, which costs what has happened before.
    Page<StockRow> folded(
            FindStock query,
            @Nullable Instant asOf,
            long known,
            LocalDate day,
            String from,
            int limit) {
        Past past = new Past(asOf);
        new LogReader(log).forEach(criteria(query), known, past::add);
        return past.page(query, day, from, limit);
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
        Instant said = recorded.event().happenedAt();
        return said == null ? recorded.at() : said;
    }

    /// The rows, and the position that they reflect.
    public record Answer(Page<StockRow> page, long position) {}

    private static final class Past {
        private final @Nullable Instant asOf;
        private final MemoryFold<StockCell> cells = new MemoryFold<>(new StockCells());
        private final MemoryFold<StorageLocation> locations = new MemoryFold<>(new LocationsView());
        private final MemoryFold<StopScope> scopes = new MemoryFold<>(new StopScopes());
        private final EffectiveTimes times = new EffectiveTimes();

        Past(@Nullable Instant asOf) {
            this.asOf = asOf;
        }

        void add(Recorded recorded) {
            Instant at = times.of(recorded);
            if (asOf == null || !at.isAfter(asOf)) {
                cells.add(recorded);
                locations.add(recorded);
                scopes.add(recorded);
            }
        }

        Page<StockRow> page(FindStock query, LocalDate today, String from, int limit) {
            Standing standing = new Standing(scopes.documents().values());
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
    }
}
