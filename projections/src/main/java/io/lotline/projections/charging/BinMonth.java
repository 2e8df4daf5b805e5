package io.lotline.projections.charging;

import io.lotline.core.values.BillingMonth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many pieces of an owner lay in a location when the days of a month ended.
///
/// @param month    of the newest event
/// @param earlier  the last month before in which something changed; null for none
/// @param carried  how many lay there when the month began, as the event at `carriedAt` left it
/// @param changes  by day, at most 31
record BinMonth(
        String owner,
        String location,
        BillingMonth month,
        @Nullable BillingMonth earlier,
        long carried,
        long carriedAt,
        List<Change> changes) {
    BinMonth {
        changes = List.copyOf(changes);
    }

    /// How many lay there when a day ended.
    ///
    /// @param day      the park's, as text
    /// @param position of the last event of the day
    record Change(String day, long quantity, long position) {}

    /// The same from some day on.
    record Level(long quantity, long position) {}

    static BinMonth empty(String owner, String location, BillingMonth month) {
        return new BinMonth(owner, location, month, null, 0, 0, List.of());
    }

    /// What lay there when its last day ended.
    Level last() {
        return changes.isEmpty()
                ? new Level(carried, carriedAt)
                : new Level(changes.getLast().quantity(), changes.getLast().position());
    }

    /// What lay there when a day ended, of this month or a later one.
    Level at(LocalDate day) {
        String text = day.toString();
        for (int i = changes.size() - 1; i >= 0; i--) {
            if (changes.get(i).day().compareTo(text) <= 0) {
                return new Level(changes.get(i).quantity(), changes.get(i).position());
            }
        }
        return new Level(carried, carriedAt);
    }

    /// Clocks of nodes differ by little: what another one recorded just before midnight may come
    /// behind what was recorded after it, and counts as of the day that has begun.
    BinMonth changed(long by, LocalDate recordedOn, long position) {
        LocalDate day = latest(recordedOn);
        BillingMonth now = BillingMonth.of(day);
        Level level = last();
        Change change = new Change(day.toString(), level.quantity() + by, position);
        if (!now.equals(month)) {
            return new BinMonth(
                    owner,
                    location,
                    now,
                    month,
                    level.quantity(),
                    level.position(),
                    List.of(change));
        }
        List<Change> changed = new ArrayList<>(changes);
        if (!changed.isEmpty() && changed.getLast().day().equals(change.day())) {
            changed.removeLast();
        }
        changed.add(change);
        return new BinMonth(owner, location, month, earlier, carried, carriedAt, changed);
    }

    LocalDate latest(LocalDate recordedOn) {
        LocalDate last =
                changes.isEmpty() ? month.first() : LocalDate.parse(changes.getLast().day());
        return recordedOn.isBefore(last) ? last : recordedOn;
    }
}
