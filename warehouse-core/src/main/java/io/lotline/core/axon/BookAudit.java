package io.lotline.core.axon;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.StoredEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds a book that is kept anew from the log now and then, and compares. One that is wrong is
/// dropped, and counted: it can only have led to a wrong decision if its fold is not pure.
final class BookAudit implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(BookAudit.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /// Books of more events are left to the tests: to fold them would take from the work.
    private static final int MAX_EVENTS = 2_000;

    private final EventLog log;
    private final KeptBooks kept;
    private final Counter audited;
    private final Counter wrong;
    private final ScheduledExecutorService auditor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lotline-book-audit").factory());

    BookAudit(EventLog log, KeptBooks kept, MeterRegistry registry) {
        this.log = log;
        this.kept = kept;
        this.audited =
                Counter.builder("lotline.books.audited")
                        .description("Books in memory that were compared with the log")
                        .register(registry);
        this.wrong =
                Counter.builder("lotline.books.wrong")
                        .description("Books in memory that differed from the log")
                        .register(registry);
    }

    void start() {
        auditor.scheduleWithFixedDelay(
                this::auditOne, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Audits one of the books in memory.
    void auditOne() {
        try {
            Subject<?, ?> subject = kept.any();
            if (subject != null) {
                audit(subject);
            }
        } catch (LogUnavailable | PageLost e) {
            logger.debug("No book is audited this time: {}", e.toString());
        } catch (RuntimeException e) {
            logger.error("A book could not be audited", e);
        }
    }

    private <K, S> void audit(Subject<K, S> subject) {
        KeptBook book = kept.get(subject);
        if (book == null || book.count() > MAX_EVENTS) {
            return;
        }
        KeptBook anew = KeptBook.blank(subject);
        for (StoredEvent event :
                log.source(Criteria.of(subject.criterion()), anew.position() + 1).events()) {
            if (event.position() <= book.last()) {
                anew =
                        anew.after(
                                subject, event.position(), new StoredEventMessage(event).payload());
            }
        }
        audited.increment();
        if (anew.last() != book.last() || !anew.state().equals(book.state())) {
            wrong.increment();
            kept.drop(subject);
            logger.error(
                    "{} was kept wrongly up to position {}: {} instead of {}. It is dropped and folded anew.",
                    subject,
                    book.last(),
                    book.state(),
                    anew.state());
        }
    }

    @Override
    public void close() {
        auditor.close();
    }
}
