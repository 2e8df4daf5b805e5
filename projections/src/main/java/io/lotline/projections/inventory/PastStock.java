package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Stock as of a past moment: as [PastView] keeps it of the last whole block of events before that,
/// and the events since. It lives for one question and is used by one thread.
final class PastStock {
    /// Nodes' clocks may differ by so much.
    private static final Duration TOLERANCE = PastView.SKEW.plusMinutes(1);

    private static final int FEWEST_AT_ONCE = 50;
    private static final int MOST_AT_ONCE = 1_000;

    private final Documents<PastDocument> documents;

    /// The last block of which everything counts; negative for none.
    private final long block;

    private final EffectiveTimes times = new EffectiveTimes();
    private final NavigableMap<String, StockCell> moved = new TreeMap<>();
    private final Map<String, Zone> zones = new HashMap<>();
    private final Map<String, StopScope> stopped = new LinkedHashMap<>();

    private PastStock(Documents<PastDocument> documents, long block) {
        this.documents = documents;
        this.block = block;
    }

    /// @param known the last position that counts; the documents reflect it
    /// @param asOf  what had happened by then; null for all
    static PastStock of(
            EventLog log,
            Documents<PastDocument> documents,
            int blockSize,
            long known,
            @Nullable Instant asOf) {
        Stretch stretch =
                asOf == null ? new Stretch(known, known) : stretch(log, documents, known, asOf);
        long whole = stretch.before() / blockSize;
        PastStock stock = new PastStock(documents, whole - 1);
        new LogReader(log)
                .forEach(
                        whole * blockSize + 1,
                        stretch.last(),
                        recorded -> {
                            Instant at = stock.times.of(recorded);
                            if (asOf == null || !at.isAfter(asOf)) {
                                stock.add(recorded);
                            }
                        });
        return stock;
    }

    /// Of what counts, everything up to `before` had happened by the time that is asked about, and
    /// nothing after `last`.
    private record Stretch(long before, long last) {}

    /// What was recorded about then, and, farther away, from the first that was recorded before it
    /// happened to the last that was recorded after.
    private static Stretch stretch(
            EventLog log, Documents<PastDocument> documents, long known, Instant asOf) {
        long before = log.positionAt(asOf.minus(TOLERANCE)) - 1;
        long last = log.positionAt(asOf.plus(TOLERANCE)) - 1;
        Where early =
                Where.ALL.keyBegins(PastView.EVENT).in("at", PastBlocks.at(PastView.EARLY, asOf));
        Where late =
                Where.ALL
                        .keyBegins(PastView.EVENT)
                        .keyUpTo(PastView.eventKey(known))
                        .in("at", PastBlocks.at(PastView.LATE, asOf));
        before =
                Math.min(
                        before,
                        documents.next(early, null, 1).stream()
                                .mapToLong(event -> PastView.position(event.getKey()) - 1)
                                .findFirst()
                                .orElse(known));
        last =
                Math.max(
                        last,
                        documents
                                .last(late)
                                .map(event -> PastView.position(event.getKey()))
                                .orElse(0L));
        return new Stretch(Math.min(before, known), Math.min(last, known));
    }

    private void add(Recorded recorded) {
        for (StockEffects.Change change : StockEffects.changesAndPromises(recorded.event())) {
            moved.merge(
                    change.cell(),
                    StockCells.begun(change).plus(change.quantity(), change.promised()),
                    PastStock::sum);
        }
        if (recorded.event() instanceof LocationDefined defined) {
            zones.put(defined.location().toString(), defined.zone());
        }
        for (StopScopes.Stop stop : StopScopes.stops(recorded.event())) {
            stopped.merge(
                    StopScopes.key(stop.scope()),
                    StopScope.of(stop.scope()).plus(stop.count()),
                    (one, other) -> one.plus(other.stops()));
        }
    }

    private static StockCell sum(StockCell cell, StockCell more) {
        return cell.plus(more.quantity(), more.promised());
    }

    /// @param from the key of the last cell of the page before; empty for the first page
    Page<StockRow> page(FindStock query, LocalDate today, String from, int limit) {
        List<StockRow> rows = new ArrayList<>();
        int some = Math.clamp(limit + 1L, FEWEST_AT_ONCE, MOST_AT_ONCE);
        String last = "";
        String read = from;
        while (true) {
            Cells cells = cells(query, read, some);
            Standing standing = standing(cells.byKey().values());
            Map<String, Zone> zones = zones(cells.byKey().values());
            for (Map.Entry<String, StockCell> each : cells.byKey().entrySet()) {
                StockCell cell = each.getValue();
                StockStatus status = standing.status(cell, today);
                if (cell.quantity() > 0 && query.matches(status)) {
                    if (rows.size() == limit) {
                        return new Page<>(rows, Cursor.encode(last));
                    }
                    rows.add(StockRow.of(cell, status, zones.get(cell.place())));
                    last = each.getKey();
                }
            }
            if (cells.last() == null) {
                return new Page<>(rows, null);
            }
            read = cells.last();
        }
    }

    /// @param last the key up to which these are all; null for the end
    private record Cells(NavigableMap<String, StockCell> byKey, @Nullable String last) {}

    /// The next cells, in the order of keys. What goes on is read before what is no longer so: what
    /// changes meanwhile is found in one of the two, or in both.
    private Cells cells(FindStock query, String after, int limit) {
        NavigableMap<String, StockCell> found = new TreeMap<>();
        String last = null;
        for (List<String> words : words()) {
            Where where =
                    Where.ALL
                            .keyBegins(PastView.CELL + query.keys())
                            .in("at", words)
                            .is("di", query.di())
                            .is("lot", query.lot())
                            .is("location", query.location())
                            .is("warehouse", query.warehouse());
            List<Map.Entry<String, PastDocument>> some =
                    documents.next(where, after.isEmpty() ? null : PastView.behind(after), limit);
            for (Map.Entry<String, PastDocument> each : some) {
                if (each.getValue().cell() != null) {
                    found.put(PastView.unversioned(each.getKey()), each.getValue().cell());
                }
            }
            if (some.size() == limit) {
                String key = PastView.unversioned(some.getLast().getKey());
                last = last == null || key.compareTo(last) < 0 ? key : last;
            }
        }
        String end = last;
        if (end != null) {
            found.tailMap(end, false).clear();
        }
        NavigableMap<String, StockCell> since = moved.tailMap(after, false);
        (end == null ? since : since.headMap(end, true))
                .forEach(
                        (key, change) -> {
                            if (query.matches(change)) {
                                found.merge(key, change, PastStock::sum);
                            }
                        });
        return new Cells(found, end);
    }

    private List<List<String>> words() {
        return block < 0 ? List.of() : List.of(PastBlocks.upTo(block), PastBlocks.at(block));
    }

    private Standing standing(Collection<StockCell> cells) {
        Set<String> anchors = new HashSet<>();
        for (StockCell cell : cells) {
            if (cell.status() == QualityStatus.QUALIFIED) {
                anchors.addAll(StopScope.anchors(cell));
            }
        }
        Map<String, StopScope> scopes = new HashMap<>();
        about(
                PastView.SCOPE,
                anchors,
                (key, document) -> {
                    if (document.scope() != null) {
                        scopes.put(key, document.scope());
                    }
                });
        stopped.forEach(
                (key, more) -> scopes.merge(key, more, (one, other) -> one.plus(other.stops())));
        return new Standing(scopes.values());
    }

    private Map<String, Zone> zones(Collection<StockCell> cells) {
        Set<String> bins = new HashSet<>();
        cells.forEach(cell -> bins.add(cell.place()));
        Map<String, Zone> found = new HashMap<>();
        about(
                PastView.BIN,
                bins,
                (bin, document) -> {
                    if (document.zone() != null) {
                        found.put(bin, document.zone());
                    }
                });
        found.putAll(zones);
        return found;
    }

    private void about(
            String kind, Collection<String> subjects, BiConsumer<String, PastDocument> consumer) {
        if (!subjects.isEmpty()) {
            for (List<String> words : words()) {
                documents.forEach(
                        Where.ALL.keyBegins(kind).in("subject", subjects).in("at", words),
                        (key, found) -> consumer.accept(PastView.unversioned(key), found));
            }
        }
    }
}
