package io.lotline.core.decision;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a decision reads: [Book]s, opened by name when they are needed, all as of one position of
/// the log.
public interface Books {

    /// What the book's events add up to. Opening it makes it a part of the decision's boundary, so
    /// nothing can be read without being guarded. Opened again, it costs nothing.
    <K, S> S open(Book<K, S> book, K key);

    /// The same for several keys at once, in their order.
    default <K, S> Map<K, S> openAll(Book<K, S> book, Collection<K> keys) {
        Map<K, S> states = new LinkedHashMap<>();
        keys.forEach(key -> states.put(key, open(book, key)));
        return states;
    }
}
