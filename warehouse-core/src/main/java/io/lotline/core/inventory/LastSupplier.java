package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Place;
import org.jspecify.annotations.Nullable;

/// Who supplied an owner's lot last.
///
/// @param supplier null for goods that never came in
record LastSupplier(@Nullable Place supplier) {
    static final Book<StockItem, LastSupplier> BOOK =
            Book.named("last-supplier", 1, StockItem.class, LastSupplier.class)
                    .ruled(
                            item ->
                                    Boundaries.of(
                                                    Tags.goods(item.owner(), item.di()),
                                                    Tags.lot(item.di(), item.lot()))
                                            .types(GoodsReceived.class),
                            _ -> new LastSupplier(null),
                            (item, before, event) -> {
                                LastSupplier now = before;
                                for (Movement movement : event.movements()) {
                                    if (movement.item().equals(item)
                                            && movement.from().kind() == Place.Kind.SUPPLIER) {
                                        now = new LastSupplier(movement.from());
                                    }
                                }
                                return now;
                            });
}
