package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.PromiseChange;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what is still to be picked, a document for each [PickItem]: what was promised and
/// neither picked nor released.
public final class PickListsView implements View<PickItem> {
    public static final String NAME = "pick-lists";

    private final ByKey<PickItem> changes = new ByKey<>(PickListsView::changes, PickItem::key);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// Version 1 kept a document for each order.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("di"));
    }

    @Override
    public Class<PickItem> documentType() {
        return PickItem.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return changes.keys(recorded.event());
    }

    @Override
    public @Nullable PickItem fold(@Nullable PickItem item, Recorded recorded, String key) {
        PickItem folded = item;
        for (PickItem change : changes.of(recorded.event(), key)) {
            folded = folded == null ? change : folded.plus(change.quantity());
        }
        return folded == null || folded.quantity() == 0 ? null : folded;
    }

    /// What is added to the lists, and what is taken away where the quantity is negative.
    private static List<PickItem> changes(WarehouseEvent event) {
        return PromiseChange.of(event).stream().map(PickItem::of).toList();
    }
}
