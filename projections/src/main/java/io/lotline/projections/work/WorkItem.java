package io.lotline.projections.work;

import io.lotline.core.events.Due;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that somebody has to do, and what became of it.
///
/// @param reference the document that it belongs to
/// @param left      how much is to be done; 0 once it ended
/// @param refusals  how many scans were refused for it, each once for each reason
/// @param attempts  how often, retries of the same scan included
/// @param attempted who scanned what, the last time; null where no scan was refused
/// @param refusal   why it was refused, the last time
/// @param evidence  the scan, the last time
/// @param what      in words; null where the kind says all
/// @param claimedBy who sees to it
/// @param settledBy the scan that was accepted, where that ended it
public record WorkItem(
        WorkItemId id,
        WorkKind kind,
        State state,
        WarehouseId warehouse,
        @Nullable String reference,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        int left,
        long refusals,
        long attempts,
        Instant firstAt,
        Instant lastAt,
        @Nullable Attempted attempted,
        @Nullable Refusal refusal,
        @Nullable Scan evidence,
        @Nullable String what,
        @Nullable String claimedBy,
        @Nullable Instant claimedAt,
        @Nullable WorkOutcome how,
        @Nullable String note,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt,
        @Nullable String settledBy) {

    /// How it stands.
    public enum State {
        OPEN,
        CLAIMED,
        RESOLVED
    }

    boolean isOpen() {
        return state != State.RESOLVED;
    }

    /// After a scan was refused.
    static WorkItem of(@Nullable WorkItem before, ScanRefused event, Instant at) {
        Attempted attempted = event.attempted();
        return new WorkItem(
                event.item(),
                event.kind(),
                before == null ? State.OPEN : before.state,
                attempted.warehouse(),
                attempted.reference(),
                attempted.di(),
                attempted.lot(),
                attempted.serial(),
                1,
                before == null ? 1 : before.refusals + 1,
                before == null ? 1 : before.attempts + 1,
                before == null ? at : before.firstAt,
                at,
                attempted,
                event.refusal(),
                event.evidence(),
                null,
                before == null ? null : before.claimedBy,
                before == null ? null : before.claimedAt,
                null,
                null,
                null,
                null,
                null);
    }

    /// After an event that leaves something to be done, or spares it.
    static @Nullable WorkItem of(@Nullable WorkItem before, Due due, Instant at, String actor) {
        WorkItem open = before != null && before.isOpen() ? before : null;
        int was = open == null ? 0 : open.left;
        int now = due.effect().after(was, due.quantity());
        if (now == 0) {
            return open == null ? before : open.ended(WorkOutcome.SETTLED, null, actor, at, null);
        }
        return new WorkItem(
                due.item(),
                due.kind(),
                open == null ? State.OPEN : open.state,
                due.warehouse(),
                due.document() == null ? null : due.document().id(),
                due.di(),
                due.lot(),
                due.serial(),
                now,
                0,
                0,
                open == null ? at : open.firstAt,
                at,
                null,
                null,
                null,
                due.what(),
                open == null ? null : open.claimedBy,
                open == null ? null : open.claimedAt,
                null,
                null,
                null,
                null,
                null);
    }

    /// With the scan that it is about.
    WorkItem showing(Attempted scanned, Scan scan) {
        return new WorkItem(
                id,
                kind,
                state,
                warehouse,
                scanned.reference(),
                di,
                lot,
                serial,
                left,
                refusals,
                attempts,
                firstAt,
                lastAt,
                scanned,
                refusal,
                scan,
                what,
                claimedBy,
                claimedAt,
                how,
                note,
                resolvedBy,
                resolvedAt,
                settledBy);
    }

    WorkItem repeated(int times, Instant last) {
        return new WorkItem(
                id,
                kind,
                state,
                warehouse,
                reference,
                di,
                lot,
                serial,
                left,
                refusals,
                attempts + times,
                firstAt,
                last.isAfter(lastAt) ? last : lastAt,
                attempted,
                refusal,
                evidence,
                what,
                claimedBy,
                claimedAt,
                how,
                note,
                resolvedBy,
                resolvedAt,
                settledBy);
    }

    /// @param by null where nobody sees to it any more
    WorkItem claimed(@Nullable String by, Instant at) {
        return new WorkItem(
                id,
                kind,
                by == null ? State.OPEN : State.CLAIMED,
                warehouse,
                reference,
                di,
                lot,
                serial,
                left,
                refusals,
                attempts,
                firstAt,
                lastAt,
                attempted,
                refusal,
                evidence,
                what,
                by,
                by == null ? null : at,
                null,
                null,
                null,
                null,
                null);
    }

    WorkItem ended(WorkItemResolved event, Instant at) {
        return ended(event.how(), event.note(), event.by(), at, event.scanId());
    }

    private WorkItem ended(
            WorkOutcome outcome,
            @Nullable String words,
            String by,
            Instant at,
            @Nullable String scanId) {
        return new WorkItem(
                id,
                kind,
                State.RESOLVED,
                warehouse,
                reference,
                di,
                lot,
                serial,
                0,
                refusals,
                attempts,
                firstAt,
                lastAt,
                attempted,
                refusal,
                evidence,
                what,
                claimedBy,
                claimedAt,
                outcome,
                words,
                by,
                at,
                scanId);
    }
}
