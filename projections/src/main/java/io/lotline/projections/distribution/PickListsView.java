package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Movement;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.projections.distribution.PickList.Item;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what is still to be picked, by order id: what was promised and neither picked nor
/// released.
public final class PickListsView implements View<PickList> {
    public static final String NAME = "pick-lists";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PickList> documentType() {
        return PickList.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof Promising promising
                ? Set.of(promising.order().value())
                : Set.of();
    }

    @Override
    public @Nullable PickList fold(@Nullable PickList list, Recorded recorded, String key) {
        OrderId order = new OrderId(key);
        PickList folded = list == null ? new PickList(order, List.of()) : list;
        if (recorded.event() instanceof Promising promising) {
            folded = promise(folded, promising.released(), -1);
            folded = promise(folded, promising.allocations(), 1);
        }
        if (recorded.event() instanceof ItemPicked picked && picked.kept() > 0) {
            folded =
                    folded.plus(item(order, picked.lineId(), picked.movement(), -picked.kept()));
        }
        return folded.items().isEmpty() ? null : folded;
    }

    private static PickList promise(PickList list, List<Allocation> parts, int direction) {
        PickList folded = list;
        for (Allocation part : parts) {
            Location at = part.location();
            folded =
                    folded.plus(
                            new Item(
                                    list.orderId(),
                                    part.lineId(),
                                    at.warehouse(),
                                    at.id(),
                                    part.item().owner(),
                                    part.item().di(),
                                    part.item().lot(),
                                    part.expiryDate(),
                                    direction * part.quantity()));
        }
        return folded;
    }

    private static Item item(OrderId order, LineId line, Movement m, int quantity) {
        Location at = m.from().asLocation();
        return new Item(
                order,
                line,
                at.warehouse(),
                at.id(),
                m.item().owner(),
                m.item().di(),
                m.item().lot(),
                m.expiryDate(),
                quantity);
    }
}
