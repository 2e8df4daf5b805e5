package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.CountBookingRefused;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;
import io.lotline.core.events.InventoryEvent.CountCancelled;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CountId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A count as a document: what it is about and how far it is, without what was counted. Everybody
/// who counts for it opens it, and none of them changes it.
///
/// @param opened    its last form; null for a count that there is not
/// @param requested the booking that waits for a second person, or was approved by one
/// @param approvedBy the second person, once there was one
/// @param begun     whether some differences are booked
record CountFile(
        @Nullable CountOpened opened,
        @Nullable CountBookingRequested requested,
        @Nullable String approvedBy,
        boolean begun,
        boolean booked,
        boolean cancelled) {
    static final Book<CountId, CountFile> BOOK =
            Book.named("count", 1, CountId.class, CountFile.class)
                    .ruled(
                            count ->
                                    Boundaries.of(Tags.count(count))
                                            .types(
                                                    CountOpened.class,
                                                    CountBookingRequested.class,
                                                    CountBookingRefused.class,
                                                    CountBooked.class,
                                                    CountCancelled.class),
                            _ -> new CountFile(null, null, null, false, false, false),
                            (_, file, event) -> file.after(event))
                    .sized(
                            file ->
                                    file.opened() == null
                                            ? 1
                                            : 1
                                                    + file.opened().locations().size()
                                                    + file.opened().devices().size());

    /// How far a count is.
    enum State {
        /// goods are counted
        OPEN,
        /// its differences wait for a second person
        AWAITING_APPROVAL,
        /// some of its differences are booked, and some are not yet
        BOOKING,
        BOOKED,
        CANCELLED;

        /// Whether goods are counted for it.
        boolean takesScans() {
            return this == OPEN || this == BOOKING;
        }
    }

    State state() {
        if (cancelled || booked) {
            return cancelled ? State.CANCELLED : State.BOOKED;
        }
        if (requested != null && approvedBy == null) {
            return State.AWAITING_APPROVAL;
        }
        return begun ? State.BOOKING : State.OPEN;
    }

    /// Whether there is such a count for somebody who works in these warehouses, null for all.
    boolean existsFor(@Nullable Set<WarehouseId> warehouses) {
        return opened != null && (warehouses == null || warehouses.contains(opened.warehouse()));
    }

    private CountFile after(WarehouseEvent event) {
        if (event instanceof CountOpened now) {
            return new CountFile(now, requested, approvedBy, begun, booked, cancelled);
        }
        if (event instanceof CountBookingRequested now) {
            return new CountFile(opened, now, approvedBy, begun, booked, cancelled);
        }
        if (event instanceof CountBookingRefused) {
            return new CountFile(opened, null, approvedBy, begun, booked, cancelled);
        }
        if (event instanceof CountBooked now) {
            return new CountFile(
                    opened,
                    requested,
                    now.approvedBy() == null ? approvedBy : now.approvedBy(),
                    true,
                    booked || now.remaining() == 0,
                    cancelled);
        }
        return event instanceof CountCancelled
                ? new CountFile(opened, requested, approvedBy, begun, booked, true)
                : this;
    }
}
