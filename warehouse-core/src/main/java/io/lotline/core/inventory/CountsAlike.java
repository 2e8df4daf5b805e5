package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The counts whose ids look alike.
///
/// @param ids each with its warehouse
record CountsAlike(PMap<String, WarehouseId> ids) {
    static final Book<Key, CountsAlike> BOOK =
            Book.named("counts-alike", 1, Key.class, CountsAlike.class)
                    .ruled(
                            key ->
                                    Boundaries.of(Tags.countSpelling(key.folded()))
                                            .types(CountOpened.class),
                            _ -> new CountsAlike(HashTreePMap.empty()),
                            (_, alike, event) ->
                                    event instanceof CountOpened opened
                                            ? new CountsAlike(
                                                    alike.ids()
                                                            .plus(
                                                                    opened.count().value(),
                                                                    opened.warehouse()))
                                            : alike)
                    .sized(alike -> 1 + alike.ids().size());

    /// What ids that look alike have in common.
    record Key(String folded) {}

    /// The counts of a warehouse with another id that looks like this one.
    static List<CountId> near(Books books, CountId count, WarehouseId warehouse) {
        return near(books, count, Set.of(warehouse));
    }

    /// The same for all of some warehouses, null for all that there are.
    static List<CountId> near(Books books, CountId count, @Nullable Set<WarehouseId> warehouses) {
        return books.open(BOOK, new Key(Spelling.folded(count.value()))).ids().entrySet().stream()
                .filter(each -> !each.getKey().equals(count.value()))
                .filter(each -> warehouses == null || warehouses.contains(each.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .map(CountId::new)
                .toList();
    }
}
