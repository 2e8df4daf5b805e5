package io.lotline.core.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The books in memory, shared by all decisions of a node, within a limit of bytes.
///
/// It spares work and decides nothing: whatever is kept is moved on by what the log has since, and
/// the append condition counts from there.
///
/// What was opened once shares an eighth of the room, so that what never comes back does not
/// displace what is in daily use; what was opened again has the rest, the longest unused goes
/// first. A book of which more is not in stored pages than fills three quarters of the room is not
/// kept.
final class KeptBooks {
    private static final long BOOK_BYTES = 700;
    private static final long ENTRY_BYTES = 200;

    /// How many of the longest unused books an audit chooses from.
    private static final int SAMPLED = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final long maxBookBytes;
    private final Shelf once;
    private final Shelf again;
    private final Counter evictions;

    KeptBooks(long maxBytes, MeterRegistry registry) {
        this.maxBookBytes = maxBytes / 4 * 3;
        this.once = new Shelf(maxBytes / 8);
        this.again = new Shelf(maxBytes - maxBytes / 8);
        this.evictions =
                Counter.builder("lotline.books.evictions")
                        .description("Books dropped from memory for want of room")
                        .register(registry);
        Gauge.builder("lotline.books.bytes", this, KeptBooks::bytes)
                .description("What the books in memory occupy, estimated")
                .baseUnit("bytes")
                .register(registry);
    }

    @Nullable KeptBook get(Subject<?, ?> subject) {
        lock.lock();
        try {
            Entry entry = again.get(subject);
            if (entry == null) {
                entry = once.take(subject);
                if (entry != null) {
                    evictions.increment(again.put(subject, entry));
                }
            }
            return entry == null ? null : entry.book;
        } finally {
            lock.unlock();
        }
    }

    /// Keeps the book, unless one that knows more is kept already. Answers whether it has room.
    <K, S> boolean put(Subject<K, S> subject, KeptBook book) {
        S state = subject.book().state().cast(book.state());
        Entry entry =
                new Entry(book, BOOK_BYTES + ENTRY_BYTES * subject.book().size().applyAsInt(state));
        lock.lock();
        try {
            // what does not fit among what was opened once would be folded anew each time
            Shelf shelf =
                    again.get(subject) == null && entry.bytes <= once.maxBytes / 2 ? once : again;
            if (entry.bytes > maxBookBytes) {
                shelf.take(subject);
                evictions.increment();
                return false;
            }
            evictions.increment(shelf.put(subject, entry));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// One of the books in memory, whichever.
    @Nullable Subject<?, ?> any() {
        lock.lock();
        try {
            Shelf shelf = again.entries.isEmpty() ? once : again;
            int size = shelf.entries.size();
            return size == 0
                    ? null
                    : shelf.entries.keySet().stream()
                            .skip(ThreadLocalRandom.current().nextInt(Math.min(size, SAMPLED)))
                            .findFirst()
                            .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /// Goes through all books in memory.
    void forEach(BiConsumer<Subject<?, ?>, KeptBook> each) {
        Map<Subject<?, ?>, KeptBook> all = new HashMap<>();
        lock.lock();
        try {
            once.entries.forEach((subject, entry) -> all.put(subject, entry.book));
            again.entries.forEach((subject, entry) -> all.put(subject, entry.book));
        } finally {
            lock.unlock();
        }
        all.forEach(each);
    }

    void drop(Subject<?, ?> subject) {
        lock.lock();
        try {
            Entry unused = once.take(subject);
            unused = again.take(subject);
        } finally {
            lock.unlock();
        }
    }

    private double bytes() {
        lock.lock();
        try {
            return once.bytes + again.bytes;
        } finally {
            lock.unlock();
        }
    }

    private record Entry(KeptBook book, long bytes) {}

    /// Entries within a limit of bytes, the longest unused first.
    private static final class Shelf {
        private final long maxBytes;
        private final LinkedHashMap<Subject<?, ?>, Entry> entries =
                new LinkedHashMap<>(64, 0.75f, true);
        private long bytes;

        Shelf(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Nullable Entry get(Subject<?, ?> subject) {
            return entries.get(subject);
        }

        @Nullable Entry take(Subject<?, ?> subject) {
            Entry entry = entries.remove(subject);
            if (entry != null) {
                bytes -= entry.bytes;
            }
            return entry;
        }

        /// Puts the entry that knows more, and returns how many others had to go.
        int put(Subject<?, ?> subject, Entry entry) {
            Entry before = entries.get(subject);
            if (before != null && before.book.last() > entry.book.last()) {
                return 0;
            }
            Entry unused = take(subject);
            entries.put(subject, entry);
            bytes += entry.bytes;
            int dropped = 0;
            while (bytes > maxBytes) {
                unused = take(entries.firstEntry().getKey());
                dropped++;
            }
            return dropped;
        }
    }
}
