package io.lotline.projections.distribution;

import io.lotline.core.distribution.PromisedOrders;
import io.lotline.core.events.Coverage;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.OrderId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewProgress;
import io.lotline.projections.store.Where;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/// Who is promised goods, as the pick lists say. A hold of one bin or owner answers the orders of
/// all its lot: who is promised goods of another loses nothing.
final class OrdersOnPickLists implements PromisedOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Documents<PickItem> items;
    private final ViewProgress progress;

    OrdersOnPickLists(Documents<PickItem> items, ViewProgress progress) {
        this.items = items;
        this.progress = progress;
    }

    @Override
    public Set<OrderId> of(Coverage covered, long position) {
        if (!progress.await(position, PATIENCE)) {
            throw new ListsBehind(position);
        }
        Set<OrderId> orders = new LinkedHashSet<>();
        items.forEach(
                Where.ALL.is("di", covered.di()),
                (_, item) -> {
                    if (covered.covers(
                            new StockItem(item.owner(), item.di(), item.lot()), item.serial())) {
                        orders.add(item.orderId());
                    }
                });
        return orders;
    }

    /// The pick lists are behind; who asked asks again.
    static final class ListsBehind extends RuntimeException {
        ListsBehind(long position) {
            super("The pick lists do not reflect position %d yet".formatted(position));
        }
    }
}
