package io.lotline.core.correction;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Books as they will be once an event has happened that is not yet recorded: a decision over them
/// decides what is to follow in the same commit. To open one guards it as always.
record Afterwards(Books books, WarehouseEvent event) implements Books {
    private static final long NOT_YET = Long.MAX_VALUE;

    @Override
    public <K, S> S open(Book<K, S> book, K key) {
        return after(book, key, books.open(book, key));
    }

    @Override
    public <K, S> Map<K, S> openAll(Book<K, S> book, Collection<K> keys) {
        Map<K, S> states = new LinkedHashMap<>();
        books.openAll(book, keys).forEach((key, state) -> states.put(key, after(book, key, state)));
        return states;
    }

    private <K, S> S after(Book<K, S> book, K key, S state) {
        return book.about()
                        .apply(key)
                        .matches(event.tags(), EventCatalogue.nameOf(event.getClass()))
                ? book.after(key, state, event, NOT_YET)
                : state;
    }
}
