package io.lotline.core.axon;

import io.lotline.core.decision.PagedMap;
import io.lotline.core.decision.PagedMap.Node;
import io.lotline.core.decision.PagedMap.Page;
import io.lotline.core.decision.PagedMap.Source;
import io.lotline.core.decision.PagedMap.Stored;
import io.lotline.core.eventlog.Snapshots;
import io.micrometer.core.instrument.Counter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The stored pages of one book, and while a snapshot of it is written those that are to be.
///
/// A page is named by whoever holds it, with a digest of its content, up to the snapshot, which has
/// a checksum over all that and its position. So nothing but what was written there is read.
final class BookPages implements BookJson.Paging {
    private static final Logger logger = LoggerFactory.getLogger(BookPages.class);
    private static final int AT_ONCE = 200;
    private static final int SUM_BYTES = 16;

    private final Subject<?, ?> subject;
    private final String id;
    private final Store store;
    private final List<Unsaved<?, ?>> unsaved = new ArrayList<>();
    private int written;

    BookPages(Subject<?, ?> subject, String id, Store store) {
        this.subject = subject;
        this.id = id;
        this.store = store;
    }

    /// What the pages of all books share.
    ///
    /// @param read  counts those that were read
    /// @param saved counts those that were written
    record Store(Snapshots snapshots, PageCache cache, Counter read, Counter saved) {}

    @Override
    public int entriesPerPage() {
        return PagedMap.ENTRIES_PER_PAGE;
    }

    @Override
    public <K extends Comparable<? super K>, V> Stored save(
            Page<K, V> page, byte[] content, Source<K, V> source) {
        Stored stored = new Stored(newName(), sum(content));
        unsaved.add(new Unsaved<>(page, stored, content, source));
        if (unsaved.size() >= AT_ONCE) {
            flush();
        }
        return stored;
    }

    /// Writes what waits. From then on these pages may be dropped from memory.
    void flush() {
        store.snapshots.savePages(
                id,
                unsaved.stream()
                        .map(page -> new Snapshots.Page(page.stored.id(), page.content))
                        .toList());
        written += unsaved.size();
        store.saved.increment(unsaved.size());
        unsaved.forEach(page -> page.done(store.cache));
        unsaved.clear();
    }

    /// How many pages were written.
    int written() {
        return written;
    }

    /// When it was made stands in the name: younger ones may be part of a snapshot to come.
    private static String newName() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(System.currentTimeMillis(), 12)
                + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /// When a page of this name was made, in milliseconds of that node's clock.
    static long madeAt(String name) {
        return HexFormat.fromHexDigitsToLong(name, 0, 12);
    }

    @Override
    public byte[] read(Stored page) {
        byte @Nullable [] content = store.snapshots.page(id, page.id());
        if (content == null || !sum(content).equals(page.sum())) {
            logger.warn(
                    "Page {} of {} is {} and not used",
                    page.id(),
                    subject,
                    content == null ? "missing" : "damaged");
            throw new PageLost(subject, page.id());
        }
        store.read.increment();
        return content;
    }

    @Override
    public <K extends Comparable<? super K>, V> void loaded(Page<K, V> page, Node<K, V> node) {
        page.keep(node);
        store.cache.add(page, node.width());
    }

    @Override
    public RuntimeException unreadable(Stored page, JacksonException cause) {
        PageLost lost = new PageLost(subject, page.id());
        lost.initCause(cause);
        return lost;
    }

    private static String sum(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, SUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private record Unsaved<K extends Comparable<? super K>, V>(
            Page<K, V> page, Stored stored, byte[] content, Source<K, V> source) {
        private void done(PageCache cache) {
            Node<K, V> node = page.node();
            page.stored(stored, source);
            cache.add(page, node.width());
        }
    }
}
