package io.lotline.core.axon;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.WarehouseEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Large events that were read lately. An inspection of ten thousand pieces is one event, which
/// belongs to the book of each of them: it is read from its JSON once, not for each.
final class LargeEvents {
    /// In characters of JSON.
    static final int LARGE = 16_000;

    private static final int MAX_CHARACTERS = 8_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Read> read = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    WarehouseEvent payload(StoredEvent event) {
        return payload(new StoredEventMessage(event));
    }

    WarehouseEvent payload(StoredEventMessage message) {
        StoredEvent event = message.stored();
        int length = event.data().length();
        if (length < LARGE) {
            return message.payload();
        }
        Read known = known(event.id());
        if (known != null) {
            return known.payload;
        }
        WarehouseEvent payload = message.payload();
        keep(event.id(), new Read(payload, length));
        return payload;
    }

    private @Nullable Read known(String id) {
        lock.lock();
        try {
            return read.get(id);
        } finally {
            lock.unlock();
        }
    }

    private void keep(String id, Read now) {
        lock.lock();
        try {
            if (read.putIfAbsent(id, now) == null) {
                characters += now.length;
            }
            while (characters > MAX_CHARACTERS && read.size() > 1) {
                Map.Entry<String, Read> first = read.firstEntry();
                read.remove(first.getKey());
                characters -= first.getValue().length;
            }
        } finally {
            lock.unlock();
        }
    }

    private record Read(WarehouseEvent payload, int length) {}
}
