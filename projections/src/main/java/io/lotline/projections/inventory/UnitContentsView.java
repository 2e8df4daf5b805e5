package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.engine.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what is in the logistic units, a document for all goods of a unit that are the same.
/// A unit that is handled whole keeps what is in it.
public final class UnitContentsView implements View<UnitContent> {
    public static final String NAME = "unit-contents";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<UnitContent> documentType() {
        return UnitContent.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        UnitContent change = change(recorded.event());
        return change == null ? Set.of() : Set.of(change.key());
    }

    @Override
    public @Nullable UnitContent fold(@Nullable UnitContent before, Recorded recorded, String key) {
        UnitContent change = change(recorded.event());
        if (change == null) {
            return before;
        }
        UnitContent now = before == null ? change : before.plus(change.quantity());
        return now.quantity() > 0 ? now : null;
    }

    /// What comes into a unit, or leaves it where the quantity is negative.
    private static @Nullable UnitContent change(WarehouseEvent event) {
        if (event instanceof GoodsReceived received && received.container() != null) {
            Movement m = received.movement();
            return UnitContent.of(received.container(), m.item(), m.serial(), m.quantity());
        }
        if (event instanceof ItemPacked packed) {
            return UnitContent.of(
                    packed.container(),
                    packed.goods().item(),
                    packed.goods().serial(),
                    packed.goods().quantity());
        }
        return event instanceof ItemUnpacked unpacked
                ? UnitContent.of(
                        unpacked.container(),
                        unpacked.goods().item(),
                        unpacked.goods().serial(),
                        -unpacked.goods().quantity())
                : null;
    }
}
