package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.CountBookingRefused;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;
import io.lotline.core.events.InventoryEvent.CountCancelled;
import io.lotline.core.events.InventoryEvent.CountEvent;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.CountPlacesListed;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the counts, by count id. What is counted is in views of its own.
public final class CountsView implements View<StockCount> {
    public static final String NAME = "counts";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<StockCount> documentType() {
        return StockCount.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("warehouse", "_id"), List.of("state", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof CountEvent event && concerns(event)
                ? Set.of(event.count().value())
                : Set.of();
    }

    private static boolean concerns(CountEvent event) {
        return switch (event) {
            case CountOpened _, CountBookingRequested _, CountBookingRefused _ -> true;
            case CountBooked _, CountCancelled _ -> true;
            case CountPlacesListed _, RowCounted _, LocationCounted _ -> false;
        };
    }

    @Override
    public @Nullable StockCount fold(@Nullable StockCount before, Recorded recorded, String key) {
        if (recorded.event() instanceof CountOpened opened) {
            return StockCount.of(
                    opened,
                    recorded.position(),
                    before == null ? recorded.actor() : before.openedBy(),
                    before == null ? recorded.at() : before.openedAt());
        }
        if (before == null || !(recorded.event() instanceof CountEvent event)) {
            return before;
        }
        return switch (event) {
            case CountBookingRequested asked ->
                    before.requested(asked.requestedBy(), recorded.position());
            case CountBookingRefused refused ->
                    before.refused(refused.reason(), recorded.position());
            case CountBooked booked ->
                    before.booked(
                            booked.booked().size(),
                            booked.left().size(),
                            booked.remaining() == 0,
                            booked.requestedBy(),
                            booked.approvedBy(),
                            recorded.at(),
                            recorded.position());
            case CountCancelled cancelled ->
                    before.cancelled(
                            cancelled.reason(),
                            cancelled.cancelledBy(),
                            recorded.at(),
                            recorded.position());
            case CountOpened _, CountPlacesListed _, RowCounted _, LocationCounted _ -> before;
        };
    }
}
