package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.projections.engine.View;
import io.lotline.projections.inventory.StockAdjustment.State;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the adjustments, by adjustment id.
public final class AdjustmentsView implements View<StockAdjustment> {
    public static final String NAME = "adjustments";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<StockAdjustment> documentType() {
        return StockAdjustment.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("owner", "_id"),
                List.of("di", "_id"),
                List.of("warehouse", "_id"),
                List.of("state", "_id"),
                List.of("kind", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        if (recorded.event() instanceof AdjustmentRequested requested) {
            return Set.of(requested.adjustment().value());
        }
        if (recorded.event() instanceof StockAdjusted adjusted) {
            return Set.of(adjusted.adjustment().value());
        }
        if (recorded.event() instanceof AdjustmentRefused refused) {
            return Set.of(refused.adjustment().value());
        }
        return recorded.event() instanceof PromisesBroken broken && broken.adjustment() != null
                ? Set.of(broken.adjustment().value())
                : Set.of();
    }

    @Override
    public @Nullable StockAdjustment fold(
            @Nullable StockAdjustment before, Recorded recorded, String key) {
        if (recorded.event() instanceof AdjustmentRequested requested) {
            return StockAdjustment.of(
                    requested.adjustment(),
                    State.AWAITING_APPROVAL,
                    recorded.position(),
                    requested.wanted(),
                    requested.requestedBy(),
                    recorded.at(),
                    null,
                    null);
        }
        if (recorded.event() instanceof StockAdjusted adjusted) {
            return StockAdjustment.of(
                    adjusted.adjustment(),
                    State.BOOKED,
                    recorded.position(),
                    adjusted.booked(),
                    adjusted.requestedBy(),
                    before == null ? recorded.at() : before.requestedAt(),
                    adjusted.approvedBy(),
                    recorded.at());
        }
        if (before != null && recorded.event() instanceof AdjustmentRefused refused) {
            return before.refused(refused, recorded.position(), recorded.at());
        }
        return before != null && recorded.event() instanceof PromisesBroken broken
                ? before.breaking(broken, recorded.position())
                : before;
    }
}
