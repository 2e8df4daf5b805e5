package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that happened, as the log keeps it.
public sealed interface WarehouseEvent
        permits MasterDataEvent,
                AccessEvent,
                InboundEvent,
                InventoryEvent,
                DistributionEvent,
                RecallEvent,
                CorrectionEvent,
                WorkEvent,
                ChargingEvent,
                UnitEvent {

    /// What the event is about. Boundaries of decisions are made of these.
    Set<Tag> tags();

    /// What the event says of itself to everyone who only tells of it.
    Step step();

    /// The stock that the event moved, or whose quality status it changed; empty for most events.
    default List<Movement> movements() {
        return List.of();
    }

    /// The work that the event leaves to somebody, or that it spares somebody; none for most
    /// events. The event carries the tag of each ([Tags#work]).
    default List<Due> due() {
        return List.of();
    }

    /// The scan that is the event's evidence; null for events without one.
    default @Nullable Scan scan() {
        return null;
    }

    /// When it happened, where the event says so itself: else it happened when it was recorded.
    default @Nullable Instant happenedAt() {
        Scan scan = scan();
        return scan == null ? null : scan.believedAt();
    }
}
