package io.lotline.core.eventlog.mongo.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Postings in memory, made again at each start: about 100 bytes a distinct value and 8 bytes a
/// document with a numeric key.
final class MemoryPostings implements Postings {
    private final Map<Object, Object> keysByValue = new ConcurrentHashMap<>();

    @Override
    public void put(Collection<Object> values, Object key) {
        for (Object value : values) {
            keysByValue.merge(value, key, Keys::with);
        }
    }

    @Override
    public void take(Collection<Object> values, Object key) {
        for (Object value : values) {
            Object keys = keysByValue.get(value);
            if (keys != null && Keys.remove(keys, key)) {
                keysByValue.remove(value);
            }
        }
    }

    @Override
    public boolean mayHold(Object value) {
        return keysByValue.containsKey(value);
    }

    @Override
    public long count(Object value) {
        Object keys = keysByValue.get(value);
        return keys == null ? 0 : Keys.count(keys);
    }

    @Override
    public List<Object> inOrder(Object value) {
        Object keys = keysByValue.get(value);
        return keys == null ? List.of() : Keys.inOrder(keys);
    }

    void forEach(BiConsumer<Object, List<Object>> each) {
        keysByValue.forEach((value, keys) -> each.accept(value, Keys.inOrder(keys)));
    }

    @Override
    public @Nullable Object knownUpTo() {
        return null;
    }

    @Override
    public long size() {
        return keysByValue.size();
    }

    @Override
    public void keep() {
        // in memory only
    }

    @Override
    public void clear() {
        keysByValue.clear();
    }
}
