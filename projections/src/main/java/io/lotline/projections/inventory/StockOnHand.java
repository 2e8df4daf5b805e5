package io.lotline.projections.inventory;

import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.inventory.StockSource.Entry;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The question what lies where, now. What a page costs follows what is on it, not what else there
/// is: see decision record 0034.
public final class StockOnHand {
    private static final int MOST_AT_ONCE = 1_001;

    private final Documents<StockCell> cells;
    private final Documents<StockBin> bins;
    private final Documents<Stoppable> stoppables;
    private final Stops stops;
    private final Clock clock;
    private final ZoneId zone;

    public StockOnHand(
            Documents<StockCell> cells,
            Documents<StockBin> bins,
            Documents<Stoppable> stoppables,
            Stops stops,
            Clock clock,
            ZoneId zone) {
        this.cells = cells;
        this.bins = bins;
        this.stoppables = stoppables;
        this.stops = stops;
        this.clock = clock;
        this.zone = zone;
    }

    public Page<StockRow> find(FindStock query, @Nullable String after, int limit) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        StockSource source = source(query, today);
        Resumed resumed = Resumed.at(after, source);
        String place = resumed.place();
        List<Found> found = new ArrayList<>();
        int size = limit + 1;
        while (true) {
            List<Entry> batch = source.next(place, size);
            Standing standing = stops.standing(batch.stream().map(Entry::cell).toList());
            for (Entry entry : batch) {
                StopScope stop = standing.stop(entry.cell());
                StockStatus status = standing.status(entry.cell(), today);
                place = source.past(entry, stop, today);
                if (entry.cell().quantity() > 0 && query.matches(status) && entry.belongs(stop)) {
                    if (found.size() == limit) {
                        return page(found, resumed, true);
                    }
                    found.add(new Found(entry, status));
                }
            }
            if (batch.size() < size) {
                return page(found, resumed, false);
            }
            size = Math.min(2 * size, Math.max(size, MOST_AT_ONCE));
        }
    }

    private StockSource source(FindStock query, LocalDate today) {
        return switch (query.status()) {
            case null -> new StockSource.InOrder(cells, query.where(null), false);
            case PENDING_INSPECTION -> recorded(query, QualityStatus.PENDING_INSPECTION);
            case NON_CONFORMING -> recorded(query, QualityStatus.NON_CONFORMING);
            case RETURNED -> recorded(query, QualityStatus.RETURNED);
            case QUALIFIED ->
                    new StockSource.InOrder(cells, query.where(QualityStatus.QUALIFIED), true);
            case EXPIRED ->
                    new StockSource.Expired(cells, query.where(QualityStatus.QUALIFIED), today);
            case ON_HOLD -> new StockSource.Stopped(cells, stoppables, stops, query);
        };
    }

    private StockSource recorded(FindStock query, QualityStatus status) {
        return new StockSource.InOrder(cells, query.where(status), false);
    }

    /// A cell that belongs to the page.
    private record Found(Entry entry, StockStatus status) {
        String key() {
            return entry.key();
        }

        StockCell cell() {
            return entry.cell();
        }
    }

    /// Where a page goes on.
    ///
    /// @param key  the last cell of the page before, null on the first page
    /// @param left what was left for its bin's other goods of the promises; negative if unknown
    private record Resumed(String place, @Nullable String key, int left) {
        private static final char BEFORE_PLACE = '|';

        static Resumed at(@Nullable String cursor, StockSource source) {
            if (cursor == null) {
                return new Resumed("", null, -1);
            }
            String text = Cursor.decode(cursor);
            int at = text.indexOf(BEFORE_PLACE);
            try {
                String place = text.substring(at + 1);
                return new Resumed(
                        place, source.keyOf(place), Integer.parseInt(text.substring(0, at)));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new MalformedValue("cursor", "The cursor is none that this list handed out.");
            }
        }

        /// Whether it is in the cell's bin, before the cell.
        boolean isBefore(Found found) {
            return key != null
                    && key.startsWith(found.cell().bin() + '/')
                    && key.compareTo(found.key()) < 0;
        }

        static String cursor(String place, int left) {
            return Cursor.encode(Integer.toString(left) + BEFORE_PLACE + place);
        }
    }

    private Page<StockRow> page(List<Found> found, Resumed resumed, boolean more) {
        Map<String, List<Found>> byBin = new LinkedHashMap<>();
        for (Found each : found) {
            if (each.cell().status() == QualityStatus.QUALIFIED) {
                byBin.computeIfAbsent(each.cell().bin(), _ -> new ArrayList<>()).add(each);
            }
        }
        Map<String, Integer> allocated = new HashMap<>();
        Map<String, Integer> left = new HashMap<>();
        bins.find(byBin.keySet())
                .forEach(
                        (bin, sums) ->
                                left.put(
                                        bin,
                                        allocate(
                                                bin,
                                                sums.promised(),
                                                Objects.requireNonNull(byBin.get(bin)),
                                                resumed,
                                                allocated)));
        List<StockRow> rows = new ArrayList<>(found.size());
        for (Found each : found) {
            rows.add(
                    StockRow.of(each.cell(), each.status(), allocated.getOrDefault(each.key(), 0)));
        }
        if (!more) {
            return new Page<>(rows, null);
        }
        Found last = found.getLast();
        return new Page<>(
                rows,
                Resumed.cursor(last.entry().place(), left.getOrDefault(last.cell().bin(), -1)));
    }

    /// Counts promises against the qualified goods of a bin, first expired first, up to the last of
    /// these cells; says what is left of them.
    private int allocate(
            String bin,
            int promised,
            List<Found> wanted,
            Resumed resumed,
            Map<String, Integer> allocated) {
        String last = wanted.stream().map(Found::key).max(String::compareTo).orElse("");
        boolean goesOn = resumed.left() >= 0 && wanted.stream().allMatch(resumed::isBefore);
        return new PromisedCells(cells, bin)
                .allocate(
                        goesOn ? Math.min(promised, resumed.left()) : promised,
                        goesOn ? resumed.key() : null,
                        last,
                        (key, cell, quantity) -> allocated.put(key, quantity));
    }
}
