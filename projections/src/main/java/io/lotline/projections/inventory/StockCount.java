package io.lotline.projections.inventory;

import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stock count as a document, without what was counted.
///
/// @param locations    those that are counted; none where goods are counted wherever they lie
/// @param devices      those that are counted; none for all
/// @param blind        whether those who count are not told what is booked
/// @param recountAbove a difference of more pieces needs a second person who counts
/// @param revision     which form of its document it has
/// @param position     that of the event that made it what it is
/// @param bookedLines  how many differences are booked
/// @param leftLines    how many could not be booked, and stay
/// @param refusal      why its booking was refused last
/// @param cancellation why it was given up
public record StockCount(
        CountId countId,
        State state,
        WarehouseId warehouse,
        List<LocationId> locations,
        List<Di> devices,
        boolean blind,
        @Nullable Integer recountAbove,
        int revision,
        long position,
        String openedBy,
        Instant openedAt,
        int bookedLines,
        int leftLines,
        @Nullable String requestedBy,
        @Nullable String approvedBy,
        @Nullable Instant bookedAt,
        @Nullable String refusal,
        @Nullable String cancelledBy,
        @Nullable Instant cancelledAt,
        @Nullable String cancellation) {
    public StockCount {
        locations = List.copyOf(locations);
        devices = List.copyOf(devices);
    }

    /// How far a count is.
    public enum State {
        OPEN,
        /// its differences wait for a second person
        AWAITING_APPROVAL,
        /// some of its differences are booked, and some are not yet
        BOOKING,
        BOOKED,
        CANCELLED
    }

    /// Whether those who count may not know yet what is booked.
    public boolean hidesBooks() {
        return blind && state != State.BOOKED;
    }

    static StockCount of(CountOpened event, long position, String by, Instant at) {
        return new StockCount(
                event.count(),
                State.OPEN,
                event.warehouse(),
                event.locations(),
                event.devices(),
                event.blind(),
                event.recountAbove(),
                event.revision(),
                position,
                by,
                at,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    StockCount requested(String by, long at) {
        return with(
                State.AWAITING_APPROVAL, at, bookedLines, leftLines, by, approvedBy, null, null);
    }

    StockCount refused(String reason, long at) {
        return with(
                bookedLines + leftLines == 0 ? State.OPEN : State.BOOKING,
                at,
                bookedLines,
                leftLines,
                null,
                approvedBy,
                null,
                reason);
    }

    StockCount booked(
            int more,
            int left,
            boolean last,
            String by,
            @Nullable String second,
            Instant when,
            long at) {
        return with(
                last ? State.BOOKED : State.BOOKING,
                at,
                bookedLines + more,
                leftLines + left,
                by,
                second,
                when,
                refusal);
    }

    StockCount cancelled(String reason, String by, Instant when, long at) {
        return new StockCount(
                countId,
                State.CANCELLED,
                warehouse,
                locations,
                devices,
                blind,
                recountAbove,
                revision,
                at,
                openedBy,
                openedAt,
                bookedLines,
                leftLines,
                requestedBy,
                approvedBy,
                bookedAt,
                refusal,
                by,
                when,
                reason);
    }

    private StockCount with(
            State now,
            long at,
            int booked,
            int left,
            @Nullable String requester,
            @Nullable String approver,
            @Nullable Instant when,
            @Nullable String refused) {
        return new StockCount(
                countId,
                now,
                warehouse,
                locations,
                devices,
                blind,
                recountAbove,
                revision,
                at,
                openedBy,
                openedAt,
                booked,
                left,
                requester,
                approver,
                when == null ? bookedAt : when,
                refused,
                cancelledBy,
                cancelledAt,
                cancellation);
    }
}
