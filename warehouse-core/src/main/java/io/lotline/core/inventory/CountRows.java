package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.CountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was counted for a count, and which differences are not booked. Opened by who books it or
/// changes it, never by who counts.
///
/// @param rows        by what was counted, as it was counted last
/// @param losses      how much is missing of the rows of which less was counted than was booked
/// @param finds       how much more there is of the others
/// @param pieces      all of these differences together
/// @param started     whether anything was counted
/// @param adjustments how many adjustments booked some of it
record CountRows(
        PagedMap<CountRow, Counted> rows,
        PagedMap<CountRow, Integer> losses,
        PagedMap<CountRow, Integer> finds,
        long pieces,
        boolean started,
        int adjustments) {
    static final Book<CountId, CountRows> BOOK =
            Book.named("count-rows", 2, CountId.class, CountRows.class)
                    .placed(
                            count ->
                                    Boundaries.of(Tags.count(count))
                                            .types(
                                                    RowCounted.class,
                                                    LocationCounted.class,
                                                    CountBooked.class),
                            _ ->
                                    new CountRows(
                                            PagedMap.empty(),
                                            PagedMap.empty(),
                                            PagedMap.empty(),
                                            0,
                                            false,
                                            0),
                            (_, rows, event, position) -> rows.after(event, position))
                    .sized(
                            rows ->
                                    rows.rows.unsaved()
                                            + rows.losses.unsaved()
                                            + rows.finds.unsaved());

    /// What was counted of a row last.
    ///
    /// @param look     by whom, and when
    /// @param position where the log says so: what the books said is what they said there
    /// @param looks    all who counted it, with what each of them found
    record Counted(int counted, int booked, Look look, long position, List<Finding> looks) {
        Counted {
            looks = List.copyOf(looks);
        }

        int difference() {
            return counted - booked;
        }

        /// Whether two people found the same difference.
        boolean confirmed() {
            return looks.stream()
                    .anyMatch(
                            each ->
                                    each.difference() == difference()
                                            && !each.by().equals(look.by()));
        }
    }

    /// A look at a row.
    ///
    /// @param at   by the clock of who counted
    /// @param seen whether it was counted itself; else nobody saw it who looked at all that lies
    ///     there
    record Look(String by, Instant at, boolean seen) {}

    /// What somebody found.
    record Finding(String by, int difference) {}

    /// A row whose difference is not booked.
    record Open(CountRow row, Counted counted) {}

    /// The first of the rows whose differences are not booked, those of which goods are missing
    /// before all others: what was put into the wrong bin is lost in one before it is found in the
    /// other.
    List<Open> open(int limit) {
        List<Open> open = new ArrayList<>();
        for (PagedMap<CountRow, Integer> some : List.of(losses, finds)) {
            for (Map.Entry<CountRow, Integer> entry : some.entrySet()) {
                Counted counted = rows.get(entry.getKey());
                if (open.size() == limit) {
                    return open;
                }
                if (counted != null) {
                    open.add(new Open(entry.getKey(), counted));
                }
            }
        }
        return open;
    }

    /// How many rows have a difference that is not booked.
    int openRows() {
        return losses.size() + finds.size();
    }

    private CountRows after(WarehouseEvent event, long position) {
        return switch (event) {
            case RowCounted now ->
                    counted(
                            now.row(),
                            now.counted(),
                            now.booked(),
                            new Look(now.countedBy(), now.scan().scannedAt(), true),
                            position);
            case LocationCounted now -> {
                CountRows all = new CountRows(rows, losses, finds, pieces, true, adjustments);
                Look look = new Look(now.countedBy(), now.scan().scannedAt(), false);
                for (LocationCounted.Unseen unseen : now.unseen()) {
                    all = all.counted(now.row(unseen), 0, unseen.booked(), look, position);
                }
                yield all;
            }
            case CountBooked now -> booked(now);
            case WarehouseEvent _ -> this;
        };
    }

    private CountRows counted(CountRow row, int counted, int booked, Look look, long position) {
        Counted before = rows.get(row);
        int difference = counted - booked;
        Finding finding = new Finding(look.by(), difference);
        List<Finding> looks = new ArrayList<>(before == null ? List.of() : before.looks());
        if (!looks.contains(finding)) {
            looks.add(finding);
        }
        if (before != null && before.look().seen() && look.at().isBefore(before.look().at())) {
            // told late: somebody has looked since
            Counted same =
                    new Counted(
                            before.counted(),
                            before.booked(),
                            before.look(),
                            before.position(),
                            looks);
            return new CountRows(rows.plus(row, same), losses, finds, pieces, started, adjustments);
        }
        CountRows now = settled(row);
        return new CountRows(
                rows.plus(row, new Counted(counted, booked, look, position, looks)),
                difference < 0 ? now.losses.plus(row, -difference) : now.losses,
                difference > 0 ? now.finds.plus(row, difference) : now.finds,
                now.pieces + Math.abs((long) difference),
                true,
                adjustments);
    }

    /// The same without the difference of a row.
    private CountRows settled(CountRow row) {
        Integer lost = losses.get(row);
        Integer found = finds.get(row);
        return new CountRows(
                rows,
                lost == null ? losses : losses.minus(row),
                found == null ? finds : finds.minus(row),
                pieces - orNone(lost) - orNone(found),
                started,
                adjustments);
    }

    private static int orNone(@Nullable Integer pieces) {
        return pieces == null ? 0 : pieces;
    }

    private CountRows booked(CountBooked event) {
        CountRows now = this;
        Set<AdjustmentId> more = new HashSet<>();
        for (CountBooked.Booked booked : event.booked()) {
            now = now.settled(booked.row());
            more.add(booked.adjustment());
        }
        for (CountBooked.Left left : event.left()) {
            now = now.settled(left.row());
        }
        return new CountRows(
                now.rows,
                now.losses,
                now.finds,
                now.pieces,
                now.started,
                adjustments + more.size());
    }
}
