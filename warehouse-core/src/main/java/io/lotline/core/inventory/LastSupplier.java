package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Place;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// Who supplied an owner's lot last.
///
/// @param pieces how many came from whom, mistakes apart, the last supplier last
record LastSupplier(OrderedPMap<Supplier, Long> pieces) {
    static final Book<StockItem, LastSupplier> BOOK =
            Book.named("last-supplier", 2, StockItem.class, LastSupplier.class)
                    .ruled(
                            item ->
                                    Boundaries.of(
                                                    Tags.goods(item.owner(), item.di()),
                                                    Tags.lot(item.di(), item.lot()))
                                            .types(GoodsReceived.class, EventCorrected.class),
                            _ -> new LastSupplier(OrderedPMap.empty()),
                            (item, before, event) -> {
                                LastSupplier now = before;
                                for (Movement movement : event.movements()) {
                                    if (movement.item().equals(item)) {
                                        now = now.after(event, movement);
                                    }
                                }
                                return now;
                            })
                    .sized(last -> last.pieces().size());

    /// A supplier as a place.
    record Supplier(Place place) {}

    /// Null for goods that never came in.
    @Nullable Place supplier() {
        Place last = null;
        for (Supplier supplier : pieces.keySet()) {
            last = supplier.place();
        }
        return last;
    }

    private LastSupplier after(WarehouseEvent event, Movement movement) {
        if (movement.from().kind() == Place.Kind.SUPPLIER) {
            Supplier from = new Supplier(movement.from());
            long sum = pieces.getOrDefault(from, 0L) + movement.quantity();
            return new LastSupplier(pieces.minus(from).plus(from, sum));
        }
        if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                && movement.to().kind() == Place.Kind.SUPPLIER) {
            Supplier to = new Supplier(movement.to());
            long sum = pieces.getOrDefault(to, 0L) - movement.quantity();
            return new LastSupplier(sum <= 0 ? pieces.minus(to) : pieces.plus(to, sum));
        }
        return this;
    }
}
