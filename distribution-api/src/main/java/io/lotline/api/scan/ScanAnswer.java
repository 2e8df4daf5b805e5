package io.lotline.api.scan;

import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WorkEvent.ScanTakenLate;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WorkItemId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answer to a scan that was understood.
///
/// @param outcome  accepted or incomplete
/// @param position of the scan's last event; null where nothing was recorded
/// @param missing  what the item's label must still show
/// @param unpacked the logistic units that the goods were in until this scan, and are in no more;
///     null for none
/// @param next     what the goods wait for now
/// @param late     that its time is not believed; null where it is
/// @param resolved the work items that the scan ended: it had been refused before
record ScanAnswer(
        String outcome,
        @Nullable Long position,
        @Nullable List<String> missing,
        Object item,
        @Nullable List<Sscc> unpacked,
        @Nullable Next next,
        @Nullable List<WorkItemId> resolved,
        @Nullable Late late) {

    /// That the time of the scan is not believed: what it did counts from when it was recorded.
    ///
    /// @param why      `GOODS` where the goods came there or were scanned last after that, `AGE`
    ///     where no time so long ago is believed
    /// @param since    what it would have been before
    /// @param workItem what somebody is to look at
    record Late(Scan.Late.Reason why, Instant since, WorkItemId workItem) {
        static @Nullable Late of(Done done) {
            for (Recorded recorded : done.events()) {
                if (recorded.event() instanceof ScanTakenLate taken) {
                    Scan.Late late = Objects.requireNonNull(taken.evidence().late());
                    return new Late(late.reason(), late.since(), taken.item());
                }
            }
            return null;
        }
    }

    /// The answer to who said that nothing more lies in a location. What is missing there is told
    /// unless the count is blind.
    static ScanAnswer finished(long position, LocationCounted event) {
        long missing = event.unseen().stream().mapToLong(LocationCounted.Unseen::booked).sum();
        Next next =
                event.blind() || missing == 0
                        ? null
                        : new Next("clarify", 0, (int) Math.min(Integer.MAX_VALUE, missing));
        return new ScanAnswer(
                "accepted",
                position,
                null,
                new Finished(event.location().id()),
                null,
                next,
                null,
                null);
    }

    /// A location in which nothing more lies.
    record Finished(LocationId location) {}

    /// What the goods wait for.
    ///
    /// @param task what to do next: a scan's task, `inspection`, `dispatch` or `clarify`
    /// @param counted with `clarify`: what was counted
    /// @param booked with `clarify`: what should lie there
    record Next(String task, @Nullable Integer counted, @Nullable Integer booked) {
        static Next of(String task) {
            return new Next(task, null, null);
        }
    }
}
