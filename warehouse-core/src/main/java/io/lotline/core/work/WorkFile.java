package io.lotline.core.work;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.Due;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.WorkItemClaimed;
import io.lotline.core.events.WorkEvent.WorkItemReleased;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import io.lotline.core.values.WorkSubject;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPSet;

/// What the rules know of the work about one thing: its last item, and how that stands.
///
/// @param item      the last item; null for work that nobody ever had
/// @param kind      what kind of work; null for none
/// @param left      how much is to be done; 0 once it ended
/// @param claimedBy whether somebody sees to it, and by which key
/// @param how       how it ended; null while it is open
/// @param refusals  the scans that were refused for it, each with the problem, up to [#MOST]
record WorkFile(
        @Nullable WorkItemId item,
        @Nullable WorkKind kind,
        @Nullable WarehouseId warehouse,
        int left,
        @Nullable String claimedBy,
        @Nullable WorkOutcome how,
        OrderedPSet<Refused> refusals) {
    /// How many refusals of one item are events of their own. More are only counted: so often
    /// nobody learns anything new.
    static final int MOST = 100;

    private static final String COUNT = "count";

    static final Book<WorkSubject, WorkFile> BOOK =
            Book.named("work", 3, WorkSubject.class, WorkFile.class)
                    .ruled(
                            // whatever event says that work is due carries the tag
                            subject -> new Criterion(Set.of(Tags.work(subject)), Set.of()),
                            _ -> new WorkFile(null, null, null, 0, null, null, OrderedPSet.empty()),
                            (subject, file, event) -> file.after(subject, event))
                    .sized(file -> 1 + file.refusals().size());

    /// A scan and what it was refused for.
    ///
    /// @param pieces how many it was about; null where the label says, and for a count, whose
    ///     number is what it finds
    record Refused(
            String operator,
            String scanId,
            String problem,
            WorkPlace place,
            @Nullable Integer pieces) {
        /// Whether a scan at a place does what this one was to do.
        boolean isDoneBy(WorkPlace where, @Nullable Integer done) {
            return place.equals(where) && (pieces == null || (done != null && done >= pieces));
        }
    }

    boolean isOpen() {
        return item != null && how == null;
    }

    /// Whether the scan was refused for this before, as far as that is remembered.
    boolean knows(String operator, String scanId, String problem) {
        return refusals.stream()
                .anyMatch(
                        refused ->
                                refused.operator().equals(operator)
                                        && refused.scanId().equals(scanId)
                                        && refused.problem().equals(problem));
    }

    /// Whether further refusals of the item are only counted.
    boolean isFull() {
        return isOpen() && refusals.size() >= MOST;
    }

    private WorkFile after(WorkSubject subject, WarehouseEvent event) {
        WorkFile now = this;
        for (Due due : event.due()) {
            if (due.item().subject().equals(subject)) {
                now = now.due(due);
            }
        }
        if (event instanceof ScanRefused refused && refused.item().equals(now.item)) {
            return now.refused(
                    new Refused(
                            refused.attempted().operator(),
                            refused.evidence().scanId(),
                            refused.refusal().type(),
                            WorkPlace.of(refused.attempted()),
                            refused.attempted().task().equals(COUNT)
                                    ? null
                                    : refused.attempted().quantity()));
        }
        if (event instanceof WorkItemClaimed claimed && now.isOpenly(claimed.item())) {
            return now.claimed(claimed.by());
        }
        if (event instanceof WorkItemReleased released && now.isOpenly(released.item())) {
            return now.claimed(null);
        }
        return event instanceof WorkItemResolved resolved && now.isOpenly(resolved.item())
                ? now.ended(resolved.how())
                : now;
    }

    private boolean isOpenly(WorkItemId of) {
        return isOpen() && of.equals(item);
    }

    private WorkFile due(Due due) {
        boolean same = isOpenly(due.item());
        int before = same ? left : 0;
        int after = due.effect().after(before, due.quantity());
        if (after == 0) {
            return same ? ended(WorkOutcome.SETTLED) : this;
        }
        return same
                ? new WorkFile(item, kind, warehouse, after, claimedBy, null, refusals)
                : new WorkFile(
                        due.item(),
                        due.kind(),
                        due.warehouse(),
                        after,
                        null,
                        null,
                        OrderedPSet.empty());
    }

    private WorkFile refused(Refused refused) {
        return refusals.size() >= MOST
                ? this
                : new WorkFile(item, kind, warehouse, left, claimedBy, how, refusals.plus(refused));
    }

    private WorkFile claimed(@Nullable String by) {
        return new WorkFile(item, kind, warehouse, left, by, how, refusals);
    }

    private WorkFile ended(WorkOutcome outcome) {
        return new WorkFile(item, kind, warehouse, 0, claimedBy, outcome, refusals);
    }
}
