package io.lotline.projections.distribution;

import io.lotline.core.values.OrderId;
import io.lotline.core.values.WaveId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about what is still to be picked, in the order of the bins.
public final class PickLists {
    private static final int PER_READ = 1_000;

    private final Documents<PickItem> items;
    private final Documents<Wave> waves;

    public PickLists(Documents<PickItem> items, Documents<Wave> waves) {
        this.items = items;
        this.waves = waves;
    }

    /// A page of what is still to be picked for the order; empty if nothing is.
    public Page<PickItem> ofOrder(OrderId order, @Nullable String after, int limit) {
        return ofOrders(List.of(order), after, limit);
    }

    /// All that is still to be picked for the order.
    public List<PickItem> wholeOrder(OrderId order) {
        List<PickItem> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<PickItem> page = ofOrder(order, after, PER_READ);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    /// A page of what is still to be picked for the wave; empty if there is no such wave.
    public Optional<Page<PickItem>> ofWave(WaveId wave, @Nullable String after, int limit) {
        return waves.find(wave.value()).map(planned -> ofOrders(planned.orders(), after, limit));
    }

    private Page<PickItem> ofOrders(Collection<OrderId> orders, @Nullable String after, int limit) {
        return items.findMerged(orders.stream().map(PickItem::range).toList(), after, limit);
    }
}
