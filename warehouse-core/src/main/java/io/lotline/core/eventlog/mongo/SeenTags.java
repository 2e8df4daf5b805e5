package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.TextHash;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
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

    private final long maxBytes;
    private volatile Slice[] slices;

    /// @param maxBytes the most that the filter may occupy; at least one slice of 1 MiB is made
    SeenTags(long maxBytes) {
        this.maxBytes = maxBytes;
        this.slices = new Slice[] {new Slice(FIRST_SLICE_BYTES)};
    }

    /// What a filter holds, to be kept.
    record Content(List<SliceContent> slices) {}

    /// @param bytes its bits
    /// @param tags  how many tags it holds
    record SliceContent(byte[] bytes, long tags) {
        private boolean isOne() {
            return bytes.length >= FIRST_SLICE_BYTES && Integer.bitCount(bytes.length) == 1;
        }
    }

    /// A copy. It holds every tag whose addition had returned before this call.
    Content content() {
        return new Content(Arrays.stream(slices).map(Slice::content).toList());
    }

    /// Takes what a filter held, in the place of what this one holds; false where that is nothing
    /// that a filter of this size may hold. Before anything is added.
    synchronized boolean adopt(Content content) {
        long bytes = content.slices().stream().mapToLong(slice -> slice.bytes().length).sum();
        if (content.slices().isEmpty()
                || bytes > Math.max(maxBytes, FIRST_SLICE_BYTES)
                || !content.slices().stream().allMatch(SliceContent::isOne)) {
            return false;
        }
        slices = content.slices().stream().map(Slice::new).toArray(Slice[]::new);
        return true;
    }

    /// False only if the tag was not added.
    boolean mayContain(Tag tag) {
        return contains(hash(tag));
    }

    void add(StoredCommit commit) {
        for (StoredEvent event : commit.events()) {
            for (Tag tag : event.tags()) {
                add(hash(tag));
            }
        }
    }

    /// A tag in its stored form.
    void add(String stored) {
        add(TextHash.of(stored));
    }

    long bytes() {
        return Arrays.stream(slices).mapToLong(Slice::bytes).sum();
    }

    private static long hash(Tag tag) {
        return TextHash.of(tag.key(), '=', tag.value());
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

        Slice(SliceContent content) {
            this(content.bytes().length);
            LongBuffer from = ByteBuffer.wrap(content.bytes()).asLongBuffer();
            for (int i = 0; i < words.length(); i++) {
                words.setPlain(i, from.get(i));
            }
            count = content.tags();
        }

        SliceContent content() {
            ByteBuffer to = ByteBuffer.allocate(Math.toIntExact(bytes()));
            for (int i = 0; i < words.length(); i++) {
                to.putLong(words.getAcquire(i));
            }
            return new SliceContent(to.array(), count);
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
