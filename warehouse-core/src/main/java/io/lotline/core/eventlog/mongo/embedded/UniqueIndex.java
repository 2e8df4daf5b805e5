package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/// A unique index beside `_id`, in memory, made again at each start: so the file holds nothing but
/// documents, and no snapshot of it has a document without its index entry.
final class UniqueIndex extends AbstractUniqueIndex<Object> {
    private final Map<KeyValue, Object> keys = new HashMap<>();

    UniqueIndex(String name, List<IndexKey> fields, boolean sparse) {
        super(name, fields, sparse);
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue value) {
        return keys.remove(value);
    }

    @Override
    protected boolean putKeyPosition(KeyValue value, Object key) {
        return keys.putIfAbsent(value, key) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return keys.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue value) {
        return keys.get(value);
    }

    @Override
    public long getCount() {
        return keys.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
