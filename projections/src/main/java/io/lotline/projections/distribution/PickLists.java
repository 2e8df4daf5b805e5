package io.lotline.projections.distribution;

import io.lotline.core.values.OrderId;
import io.lotline.core.values.WaveId;
import io.lotline.projections.distribution.PickList.Item;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about what is still to be picked, in the order of the bins.
public final class PickLists {
    private static final Comparator<Item> BY_LOCATION =
            Comparator.comparing((Item item) -> item.warehouse().value())
                    .thenComparing(item -> item.location().value())
                    .thenComparing(item -> item.di().value())
                    .thenComparing(item -> item.lot() == null ? "" : item.lot().value())
                    .thenComparing(item -> item.orderId().value())
                    .thenComparing(item -> item.lineId().value());

    private final Documents<PickList> lists;
    private final Documents<Wave> waves;

    public PickLists(Documents<PickList> lists, Documents<Wave> waves) {
        this.lists = lists;
        this.waves = waves;
    }

    /// What is still to be picked for the order; empty if nothing is.
    public List<Item> ofOrder(OrderId order) {
        return ofOrders(List.of(order));
    }

    /// What is still to be picked for the wave; empty if there is no such wave.
    public Optional<List<Item>> ofWave(WaveId wave) {
        return waves.find(wave.value()).map(planned -> ofOrders(planned.orders()));
    }

    public Optional<Wave> wave(WaveId wave) {
        return waves.find(wave.value());
    }

    public Page<Wave> waves(@Nullable String after, int limit) {
        return waves.find(Where.ALL, after, limit);
    }

    private List<Item> ofOrders(Collection<OrderId> orders) {
        List<Item> items = new ArrayList<>();
        lists.find(orders.stream().map(OrderId::value).toList())
                .values()
                .forEach(list -> items.addAll(list.items()));
        items.sort(BY_LOCATION);
        return items;
    }
}
