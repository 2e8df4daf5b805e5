package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.Snapshots;
import io.lotline.core.eventlog.Snapshots.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Snapshots of books that cost more to fold than to load, written behind.
///
/// A book is saved after [#WORTH_SAVING] events, and when its node ends. What a book holds very
/// many of is in pages, of which only those are written that have changed since.
///
/// Pages that no snapshot needs any more are dropped once as many were written as the book has.
final class BookSnapshots implements AutoCloseable {
    static final int WORTH_SAVING = 200;

    private static final Logger logger = LoggerFactory.getLogger(BookSnapshots.class);
    /// For want of room, or at the end of a node, a book is saved for so few events.
    private static final int WORTH_SAVING_FOR_ROOM = 20;

    private static final int MAX_PENDING = 2_000;

    /// As long as a snapshot that names a page may still be on its way, it is not dropped.
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

    private static final int MIN_SWEPT = 200;
    private static final int MAX_LOST = 1_000;
    private static final int AT_ONCE = 100;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Snapshots snapshots;
    private final KeptBooks kept;
    private final Map<Subject<?, ?>, KeptBook> pending = new ConcurrentHashMap<>();
    /// By book, how many pages were written since the last sweep; the writer's alone.
    private final Map<Subject<?, ?>, Written> written = new HashMap<>();

    /// What the store's snapshot of a book was when one of its pages was lost.
    private final Map<Subject<?, ?>, Long> lost = new ConcurrentHashMap<>();

    private final BookPages.Store store;
    private final Counter saved;
    private final Counter loaded;
    private final Counter lostPages;
    private final @Nullable ScheduledExecutorService writer;

    /// @param kept      the books in memory
    /// @param pageBytes what stored pages may occupy in memory
    BookSnapshots(
            Snapshots snapshots,
            List<Book<?, ?>> books,
            KeptBooks kept,
            long pageBytes,
            MeterRegistry registry) {
        this.snapshots = snapshots;
        this.kept = kept;
        this.store =
                new BookPages.Store(
                        snapshots,
                        new PageCache(pageBytes, registry),
                        counter(registry, "pages.loaded", "Pages of books that were read"),
                        counter(registry, "pages.saved", "Pages of books that were written"));
        this.lostPages =
                counter(registry, "pages.lost", "Pages of books that were missing or damaged");
        this.saved = counter(registry, "saved", "Snapshots of books that were written");
        this.loaded = counter(registry, "loaded", "Books that were read from a snapshot");
        if (snapshots == Snapshots.NONE) {
            this.writer = null;
            return;
        }
        this.writer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("lotline-books").factory());
        List<String> families = books.stream().map(Book::toString).toList();
        writer.execute(() -> orLog(() -> snapshots.retain(families)));
        writer.scheduleWithFixedDelay(
                () -> orLog(this::write),
                EVERY.toMillis(),
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("lotline.books." + name).description(description).register(registry);
    }

    private static void orLog(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            logger.debug("Snapshots of books are left out this time: {}", e.toString());
        }
    }

    /// What is kept of a book on the store; null if nothing usable is.
    <K, S> @Nullable KeptBook find(Subject<K, S> subject) {
        if (writer == null) {
            return null;
        }
        try {
            Snapshot found = snapshots.find(id(subject));
            if (found == null) {
                return null;
            }
            S state = BookJson.read(found.content(), subject.book().state(), pages(subject));
            loaded.increment();
            return new KeptBook(
                    state, found.last(), found.position(), found.count(), found.count());
        } catch (JacksonException | LogUnavailable e) {
            logger.debug("The snapshot of {} is not used: {}", subject, e.toString());
            return null;
        }
    }

    /// Answers the book as it is to be kept: where it is worth a snapshot, one is written soon.
    <K, S> KeptBook offer(Subject<K, S> subject, KeptBook book) {
        if (writer == null
                || book.count() - book.saved() < WORTH_SAVING
                || pending.size() >= MAX_PENDING) {
            return book;
        }
        KeptBook noted = book.savedAtItsCount();
        pending.put(subject, noted);
        return noted;
    }

    /// Saves now what is not saved, where it is worth it: from then on it needs no room in memory.
    <K, S> KeptBook relieve(Subject<K, S> subject, KeptBook book) {
        if (writer == null || book.count() - book.saved() < WORTH_SAVING_FOR_ROOM) {
            return book;
        }
        KeptBook noted = book.savedAtItsCount();
        pending.put(subject, noted);
        try {
            Object unused = writer.submit(() -> orLog(this::write)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return noted;
    }

    private BookPages pages(Subject<?, ?> subject) {
        return new BookPages(subject, id(subject), store);
    }

    /// A page was not there. The store's snapshot is tried again, since another node may have
    /// written one; when that has lost a page, too, it is dropped, and the log answers.
    void lost(Subject<?, ?> subject) {
        lostPages.increment();
        Snapshot now = snapshots.find(id(subject));
        if (now == null) {
            return;
        }
        if (lost.size() > MAX_LOST) {
            lost.clear();
        }
        Long before = lost.put(subject, now.count());
        if (before != null && before == now.count()) {
            lost.remove(subject);
            snapshots.drop(id(subject));
            logger.warn("The snapshot of {} has lost a page and is dropped", subject);
        }
    }

    private void write() {
        while (!pending.isEmpty()) {
            List<Snapshot> batch = new ArrayList<>();
            Map<Subject<?, ?>, KeptBook> paged = new HashMap<>();
            Iterator<Map.Entry<Subject<?, ?>, KeptBook>> entries = pending.entrySet().iterator();
            while (entries.hasNext() && batch.size() < AT_ONCE) {
                Map.Entry<Subject<?, ?>, KeptBook> entry = entries.next();
                entries.remove();
                Subject<?, ?> subject = entry.getKey();
                KeptBook book = entry.getValue();
                BookPages pages = pages(subject);
                byte[] content = BookJson.write(book.state(), pages);
                pages.flush();
                batch.add(
                        new Snapshot(
                                subject.book().toString(),
                                id(subject),
                                // nothing that belongs to the book lies between the two
                                book.last(),
                                book.last(),
                                book.count(),
                                content));
                if (pages.written() > 0) {
                    written.merge(subject, new Written(pages.written(), MIN_SWEPT), Written::plus);
                    paged.put(subject, book);
                }
            }
            snapshots.save(batch);
            saved.increment(batch.size());
            paged.forEach((subject, book) -> orLog(() -> sweep(subject, book)));
        }
    }

    /// Drops the pages that the snapshot just written does not name.
    private void sweep(Subject<?, ?> subject, KeptBook book) {
        Written since = written.getOrDefault(subject, Written.NONE);
        if (since.pages < since.enough) {
            return;
        }
        String id = id(subject);
        Set<String> used = BookJson.pages(book.state());
        if (since.pages < used.size()) {
            written.put(subject, new Written(since.pages, used.size()));
            return;
        }
        written.remove(subject);
        long youngest = System.currentTimeMillis() - ON_ITS_WAY.toMillis();
        List<String> superfluous =
                snapshots.pages(id).stream()
                        .filter(page -> !used.contains(page))
                        .filter(page -> BookPages.madeAt(page) < youngest)
                        .toList();
        Snapshot now = snapshots.find(id);
        // one that another node has written meanwhile names pages of its own
        if (now != null && now.count() == book.count()) {
            snapshots.dropPages(id, superfluous);
        }
    }

    /// How many pages of a book were written, and from how many on it is worth a sweep.
    private record Written(int pages, int enough) {
        static final Written NONE = new Written(0, MIN_SWEPT);

        Written plus(Written more) {
            return new Written(pages + more.pages, enough);
        }
    }

    private static String id(Subject<?, ?> subject) {
        return subject.book() + " " + BookJson.text(subject.key());
    }

    /// Writes what waits and what is worth it of all books in memory, and ends.
    @Override
    public void close() {
        if (writer != null) {
            kept.forEach(
                    (subject, book) -> {
                        if (book.count() >= WORTH_SAVING
                                && book.count() - book.saved() >= WORTH_SAVING_FOR_ROOM
                                && pending.size() < MAX_PENDING) {
                            pending.put(subject, book);
                        }
                    });
            writer.execute(() -> orLog(this::write));
            writer.close();
        }
    }
}
