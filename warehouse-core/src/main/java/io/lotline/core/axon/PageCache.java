package io.lotline.core.axon;

import io.lotline.core.decision.PagedMap.Page;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// The stored pages of books that are in memory, within a limit of bytes. What was not looked at
/// for the longest time goes first; it is read again when somebody looks into it.
final class PageCache {
    private static final long PAGE_BYTES = 200;
    private static final long ENTRY_BYTES = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept> pages = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;

    PageCache(long maxBytes, MeterRegistry registry) {
        this.maxBytes = maxBytes;
        Gauge.builder("lotline.books.page.bytes", this, PageCache::bytes)
                .description("What the stored pages of books in memory occupy, estimated")
                .baseUnit("bytes")
                .register(registry);
    }

    /// A page that is stored is in memory now.
    void add(Page<?, ?> page, int entries) {
        Kept kept = new Kept(page, PAGE_BYTES + ENTRY_BYTES * entries);
        lock.lock();
        try {
            pages.addLast(kept);
            bytes += kept.bytes;
            int spared = 0;
            while (bytes > maxBytes && !pages.isEmpty()) {
                Kept first = pages.removeFirst();
                if (first.page.wasUsed() && spared < pages.size()) {
                    spared++;
                    pages.addLast(first);
                } else {
                    first.page.drop();
                    bytes -= first.bytes;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private double bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private record Kept(Page<?, ?> page, long bytes) {}
}
