package io.lotline.core.axon;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.WarehouseEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Events that were read lately: an event belongs to several books, and is read from its JSON once,
/// not for each. So most of all an inspection of ten thousand pieces, which is one event in the
/// book of each of them.
final class ReadEvents {
    /// In characters of JSON.
    static final int LARGE = 4_000;

    private static final int MAX_CHARACTERS = 8_000_000;

    /// How many of those that are not large are kept: of positions that are so far apart, the one
    /// that was read last.
    static final int LATEST = 2_048;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Read> read = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicReferenceArray<@Nullable Small> latest = new AtomicReferenceArray<>(LATEST);
    private long characters;

    WarehouseEvent payload(StoredEvent event) {
        return payload(new StoredEventMessage(event));
    }

    WarehouseEvent payload(StoredEventMessage message) {
        StoredEvent event = message.stored();
        int length = event.data().length();
        if (length < LARGE) {
            return small(message);
        }
        Read known = known(event.id());
        if (known != null) {
            return known.payload;
        }
        WarehouseEvent payload = message.payload();
        keep(event.id(), new Read(payload, length));
        return payload;
    }

    private WarehouseEvent small(StoredEventMessage message) {
        StoredEvent event = message.stored();
        int slot = (int) (event.position() % LATEST);
        Small known = latest.get(slot);
        if (known != null && known.id.equals(event.id())) {
            return known.payload;
        }
        WarehouseEvent payload = message.payload();
        latest.set(slot, new Small(event.id(), payload));
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

    private record Small(String id, WarehouseEvent payload) {}

    private record Read(WarehouseEvent payload, int length) {}
}
