package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/// The tags of the whole log in a Bloom filter: what it has not seen never occurred, what it has
/// seen may have.
///
/// The filter grows in slices, each twice as large as the one before, up to a limit of bytes. Up to
/// then about one tag in a hundred that never occurred passes for one that may have; beyond, more
/// and more do, and the store is asked for them as if there were no filter. For any thread.
final class SeenTags {
    private static final long FIRST_SLICE_BYTES = 1024 * 1024;
    private static final int BITS_PER_TAG = 10;
    private static final int PROBES = 7;

    private static final long MULTIPLIER = 0x100000001B3L;

    private final long maxBytes;
    private volatile Slice[] slices;

    /// @param maxBytes the most that the filter may occupy; at least one slice of 1 MiB is made
    SeenTags(long maxBytes) {
        this.maxBytes = maxBytes;
        this.slices = new Slice[] {new Slice(FIRST_SLICE_BYTES)};
    }

    /// False only if the tag was not added.
    boolean mayContain(Tag tag) {
        return contains(hash(tag.key(), tag.value()));
    }

    void add(StoredCommit commit) {
        for (StoredEvent event : commit.events()) {
            for (Tag tag : event.tags()) {
                add(hash(tag.key(), tag.value()));
            }
        }
    }

    /// A tag in its stored form.
    void add(String stored) {
        add(hash(stored, ""));
    }

    long bytes() {
        return Arrays.stream(slices).mapToLong(Slice::bytes).sum();
    }

    private boolean contains(long hash) {
        for (Slice slice : slices) {
            if (slice.contains(hash)) {
                return true;
            }
        }
        return false;
    }

    private synchronized void add(long hash) {
        if (contains(hash)) {
            return;
        }
        Slice last = slices[slices.length - 1];
        if (last.isFull() && bytes() + 2 * last.bytes() <= maxBytes) {
            last = new Slice(2 * last.bytes());
            Slice[] more = Arrays.copyOf(slices, slices.length + 1);
            more[slices.length] = last;
            slices = more;
        }
        last.add(hash);
    }

    /// 64 bits of `key=value`, or of the key alone where it is the stored form.
    private static long hash(String key, String value) {
        long hash = mix(key, 0x9E3779B97F4A7C15L);
        if (!value.isEmpty()) {
            hash = mix(value, (hash ^ '=') * MULTIPLIER);
        }
        hash ^= hash >>> 32;
        hash *= 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }

    private static long mix(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
        }
        return hash;
    }

    private static final class Slice {
        private final AtomicLongArray words;
        private final long mask;
        private final long capacity;
        private long count;

        Slice(long bytes) {
            words = new AtomicLongArray(Math.toIntExact(bytes / Long.BYTES));
            mask = bytes * Byte.SIZE - 1;
            capacity = bytes * Byte.SIZE / BITS_PER_TAG;
        }

        long bytes() {
            return (long) words.length() * Long.BYTES;
        }

        boolean isFull() {
            return count >= capacity;
        }

        boolean contains(long hash) {
            long step = step(hash);
            long bit = hash;
            for (int probe = 0; probe < PROBES; probe++, bit += step) {
                if ((words.getAcquire((int) ((bit & mask) >>> 6)) & (1L << bit)) == 0) {
                    return false;
                }
            }
            return true;
        }

        void add(long hash) {
            long step = step(hash);
            long bit = hash;
            for (int probe = 0; probe < PROBES; probe++, bit += step) {
                int word = (int) ((bit & mask) >>> 6);
                words.setRelease(word, words.getPlain(word) | (1L << bit));
            }
            count++;
        }

        private static long step(long hash) {
            return Long.rotateLeft(hash * 0xC2B2AE3D27D4EB4FL, 29) | 1;
        }
    }
}
