package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.Place;
import io.lotline.core.values.WarehouseId;

/// What of an owner's lot is booked as lost in a warehouse, without pieces that have serial
/// numbers: each of these says itself where it is.
record LostGoods(StockBook goods) {
    static final Book<Key, LostGoods> BOOK =
            Book.named("lost-goods", 1, Key.class, LostGoods.class)
                    .ruled(
                            key ->
                                    Boundaries.of(
                                                    Tags.goods(key.item().owner(), key.item().di()),
                                                    Tags.lot(key.item().di(), key.item().lot()))
                                            .types(StockAdjusted.class),
                            _ -> new LostGoods(StockBook.EMPTY),
                            (key, before, event) ->
                                    new LostGoods(
                                            before.goods()
                                                    .after(
                                                            event.movements(),
                                                            cell -> key.holds(cell))))
                    .sized(lost -> lost.goods().cells().size());

    /// An owner's lot in a warehouse.
    record Key(StockItem item, WarehouseId warehouse) {
        private boolean holds(StockBook.Cell cell) {
            return cell.serial() == null
                    && cell.item().equals(item)
                    && cell.place().equals(Place.lost(warehouse));
        }
    }
}
