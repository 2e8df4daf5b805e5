package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Sscc;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    public int version() {
        return 2;
    }

    @Override
    public Class<UnitContent> documentType() {
        return UnitContent.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return changes(recorded.event()).stream().map(UnitContent::key).collect(Collectors.toSet());
    }

    @Override
    public @Nullable UnitContent fold(@Nullable UnitContent before, Recorded recorded, String key) {
        UnitContent now = before;
        for (UnitContent change : changes(recorded.event())) {
            if (change.key().equals(key)) {
                now = now == null ? change : now.plus(change.quantity());
            }
        }
        return now != null && now.quantity() > 0 ? now : null;
    }

    /// What comes into a unit, or leaves it where the quantity is negative.
    private static List<UnitContent> changes(WarehouseEvent event) {
        if (event instanceof GoodsReceived received && received.container() != null) {
            Movement m = received.movement();
            return List.of(
                    UnitContent.of(received.container(), m.item(), m.serial(), m.quantity()));
        }
        if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                && wrong.about().container() != null) {
            Sscc container = wrong.about().container();
            return wrong.movements().stream()
                    .map(m -> UnitContent.of(container, m.item(), m.serial(), -m.quantity()))
                    .toList();
        }
        if (event instanceof ItemPacked packed) {
            return List.of(
                    UnitContent.of(
                            packed.container(),
                            packed.goods().item(),
                            packed.goods().serial(),
                            packed.goods().quantity()));
        }
        return event instanceof ItemUnpacked unpacked
                ? List.of(
                        UnitContent.of(
                                unpacked.container(),
                                unpacked.goods().item(),
                                unpacked.goods().serial(),
                                -unpacked.goods().quantity()))
                : List.of();
    }
}
