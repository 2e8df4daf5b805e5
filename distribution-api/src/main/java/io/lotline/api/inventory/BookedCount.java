package io.lotline.api.inventory;

import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.CountBookingRefused;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;
import io.lotline.core.events.InventoryEvent.CountCancelled;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.inventory.StockAdjustment.BrokenPromise;
import io.lotline.projections.inventory.StockCount;
import io.lotline.projections.inventory.StockCount.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a count with a request.
///
/// @param position       that of the last event of it
/// @param adjustments    as what differences were booked
/// @param left           the differences that could not be booked, and stay
/// @param remaining      how many differences are neither; booked by the same request again, under
///     a new key
/// @param brokenPromises the promises that cannot be kept without what is lost
record BookedCount(
        CountId countId,
        State state,
        long position,
        List<Booked> adjustments,
        List<LeftLine> left,
        int remaining,
        List<BrokenPromise> brokenPromises) {

    /// A difference as it was booked.
    record Booked(
            AdjustmentId adjustmentId,
            AdjustmentKind kind,
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            List<SerialNumber> serials,
            int quantity,
            LocationId location) {
        static Booked of(StockAdjusted event) {
            return new Booked(
                    event.adjustment(),
                    event.booked().kind(),
                    event.booked().item().owner(),
                    event.booked().item().di(),
                    event.booked().item().lot(),
                    event.booked().serials(),
                    event.booked().quantity(),
                    event.booked().location().id());
        }
    }

    /// A difference that stays.
    ///
    /// @param problem the name of the problem that stood in the way
    record LeftLine(
            LocationId location,
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int difference,
            String problem) {
        static LeftLine of(CountBooked.Left left) {
            CountRow row = left.row();
            return new LeftLine(
                    row.location().id(),
                    row.item().owner(),
                    row.item().di(),
                    row.item().lot(),
                    row.serial(),
                    row.expiryDate(),
                    left.difference(),
                    left.problem());
        }
    }

    /// What a request did, the same for every retry of it.
    static BookedCount of(CountId count, Done done) {
        State state = State.OPEN;
        int remaining = 0;
        List<Booked> adjustments = new ArrayList<>();
        List<LeftLine> left = new ArrayList<>();
        List<BrokenPromise> broken = new ArrayList<>();
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof StockAdjusted event) {
                adjustments.add(Booked.of(event));
            }
            if (recorded.event() instanceof PromisesBroken event) {
                broken.addAll(BrokenPromise.of(event));
            }
            if (recorded.event() instanceof CountBooked event) {
                event.left().forEach(each -> left.add(LeftLine.of(each)));
                remaining = event.remaining();
                state = remaining == 0 ? State.BOOKED : State.BOOKING;
            }
            if (recorded.event() instanceof CountBookingRequested) {
                state = State.AWAITING_APPROVAL;
            }
            if (recorded.event() instanceof CountBookingRefused) {
                state = State.OPEN;
            }
            if (recorded.event() instanceof CountCancelled) {
                state = State.CANCELLED;
            }
        }
        return new BookedCount(count, state, done.position(), adjustments, left, remaining, broken);
    }

    /// A count to which a request did nothing, as it is.
    static BookedCount unchanged(StockCount count) {
        return new BookedCount(
                count.countId(),
                count.state(),
                count.position(),
                List.of(),
                List.of(),
                0,
                List.of());
    }
}
