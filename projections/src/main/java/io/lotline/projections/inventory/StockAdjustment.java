package io.lotline.projections.inventory;

import io.lotline.core.events.Adjustment;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An adjustment of stock, asked for or booked.
///
/// @param position       that of the event that made it what it is
/// @param approvedBy     the second person, where one was needed
/// @param refusedBy      who refused it or took it back, where it was
/// @param brokenPromises the promises that cannot be kept without the goods
public record StockAdjustment(
        AdjustmentId adjustmentId,
        State state,
        long position,
        AdjustmentKind kind,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        List<SerialNumber> serials,
        int quantity,
        WarehouseId warehouse,
        LocationId location,
        @Nullable LocationId toLocation,
        String reason,
        @Nullable String witness,
        @Nullable String certificate,
        String requestedBy,
        Instant requestedAt,
        @Nullable String approvedBy,
        @Nullable Instant bookedAt,
        @Nullable String refusedBy,
        @Nullable Instant refusedAt,
        @Nullable String refusalReason,
        List<BrokenPromise> brokenPromises) {
    public StockAdjustment {
        serials = List.copyOf(serials);
        brokenPromises = List.copyOf(brokenPromises);
    }

    /// Whether it counts.
    public enum State {
        AWAITING_APPROVAL,
        BOOKED,
        REFUSED
    }

    /// Pieces of a promise to an order that ended.
    public record BrokenPromise(
            OrderId orderId,
            LineId lineId,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            LocationId location,
            int quantity) {
        /// All that an event ended.
        public static List<BrokenPromise> of(PromisesBroken event) {
            return event.released().stream()
                    .map(
                            promise ->
                                    new BrokenPromise(
                                            event.order(),
                                            promise.lineId(),
                                            promise.item().di(),
                                            promise.item().lot(),
                                            promise.serial(),
                                            promise.expiryDate(),
                                            promise.location().id(),
                                            promise.quantity()))
                    .toList();
        }
    }

    static StockAdjustment of(
            AdjustmentId id,
            State state,
            long position,
            Adjustment adjustment,
            String requestedBy,
            Instant requestedAt,
            @Nullable String approvedBy,
            @Nullable Instant bookedAt) {
        return new StockAdjustment(
                id,
                state,
                position,
                adjustment.kind(),
                adjustment.item().owner(),
                adjustment.item().di(),
                adjustment.item().lot(),
                adjustment.serials(),
                adjustment.quantity(),
                adjustment.location().warehouse(),
                adjustment.location().id(),
                adjustment.toLocation() == null ? null : adjustment.toLocation().id(),
                adjustment.reason(),
                adjustment.witness(),
                adjustment.certificate(),
                requestedBy,
                requestedAt,
                approvedBy,
                bookedAt,
                null,
                null,
                null,
                List.of());
    }

    StockAdjustment breaking(PromisesBroken event, long at) {
        List<BrokenPromise> all = new ArrayList<>(brokenPromises);
        all.addAll(BrokenPromise.of(event));
        return new StockAdjustment(
                adjustmentId,
                state,
                at,
                kind,
                owner,
                di,
                lot,
                serials,
                quantity,
                warehouse,
                location,
                toLocation,
                reason,
                witness,
                certificate,
                requestedBy,
                requestedAt,
                approvedBy,
                bookedAt,
                refusedBy,
                refusedAt,
                refusalReason,
                all);
    }

    StockAdjustment refused(AdjustmentRefused event, long at, Instant when) {
        return new StockAdjustment(
                adjustmentId,
                State.REFUSED,
                at,
                kind,
                owner,
                di,
                lot,
                serials,
                quantity,
                warehouse,
                location,
                toLocation,
                reason,
                witness,
                certificate,
                requestedBy,
                requestedAt,
                approvedBy,
                bookedAt,
                event.refusedBy(),
                when,
                event.reason(),
                brokenPromises);
    }
}
