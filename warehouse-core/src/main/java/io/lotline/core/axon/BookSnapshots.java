package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.Snapshots;
import io.lotline.core.eventlog.Snapshots.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Snapshots of books that cost more to fold than to load, written behind.
///
/// A book is saved when so many events came since that to fold these again would cost more than to
/// write what is there: a share of its size, so a large one is not written for each few events.
final class BookSnapshots implements AutoCloseable {
    static final int WORTH_SAVING = 200;

    private static final Logger logger = LoggerFactory.getLogger(BookSnapshots.class);
    private static final int EVENTS_PER_ENTRY = 4;
    private static final int MAX_PENDING = 2_000;
    private static final int AT_ONCE = 100;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Snapshots snapshots;
    private final Map<Subject<?, ?>, KeptBook> pending = new ConcurrentHashMap<>();
    private final Counter saved;
    private final Counter loaded;
    private final @Nullable ScheduledExecutorService writer;

    BookSnapshots(Snapshots snapshots, List<Book<?, ?>> books, MeterRegistry registry) {
        this.snapshots = snapshots;
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
            S state = BookJson.read(found.content(), subject.book().state());
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
        long since = book.count() - book.saved();
        if (writer == null || since < WORTH_SAVING) {
            return book;
        }
        S state = subject.book().state().cast(book.state());
        if (since < subject.book().size().applyAsInt(state) / EVENTS_PER_ENTRY
                || pending.size() >= MAX_PENDING) {
            return book;
        }
        KeptBook noted = book.savedAtItsCount();
        pending.put(subject, noted);
        return noted;
    }

    private void write() {
        while (!pending.isEmpty()) {
            List<Snapshot> batch = new ArrayList<>();
            Iterator<Map.Entry<Subject<?, ?>, KeptBook>> entries = pending.entrySet().iterator();
            while (entries.hasNext() && batch.size() < AT_ONCE) {
                Map.Entry<Subject<?, ?>, KeptBook> entry = entries.next();
                entries.remove();
                KeptBook book = entry.getValue();
                batch.add(
                        new Snapshot(
                                entry.getKey().book().toString(),
                                id(entry.getKey()),
                                // nothing that belongs to the book lies between the two
                                book.last(),
                                book.last(),
                                book.count(),
                                BookJson.write(book.state())));
            }
            snapshots.save(batch);
            saved.increment(batch.size());
        }
    }

    private static String id(Subject<?, ?> subject) {
        return subject.book() + " " + BookJson.text(subject.key());
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        if (writer != null) {
            writer.execute(() -> orLog(this::write));
            writer.close();
        }
    }
}
