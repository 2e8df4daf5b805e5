package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the holds, by hold id.
public final class HoldsView implements View<Hold> {
    public static final String NAME = "holds";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// Version 1 does not say in which state its documents are.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public Class<Hold> documentType() {
        return Hold.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("state", "_id"),
                List.of("di", "state", "_id"),
                List.of("lot", "state", "_id"),
                List.of("owner", "state", "_id"),
                List.of("anchor", "state", "_id"),
                List.of("warehouse", "state", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        if (recorded.event() instanceof StockHeld held) {
            return Set.of(held.hold().value());
        }
        return recorded.event() instanceof HoldReleased released
                ? Set.of(released.hold().value())
                : Set.of();
    }

    @Override
    public @Nullable Hold fold(@Nullable Hold hold, Recorded recorded, String key) {
        if (recorded.event() instanceof StockHeld(var id, HoldScope scope, var reason)) {
            return new Hold(
                    id,
                    scope.di(),
                    scope.lot(),
                    scope.serial(),
                    scope.location(),
                    scope.owner(),
                    reason,
                    recorded.at(),
                    recorded.actor(),
                    null,
                    null);
        }
        return hold == null ? null : hold.releasedBy(recorded.actor(), recorded.at());
    }
}
