package io.lotline.core.axon;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.StoredEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;

/// Axon's repository of books: an entity is loaded by moving on what is kept of it.
///
/// The events since then are sourced through Axon's event store transaction, which makes the book's
/// criterion a part of the append condition. So a book that is behind is never wrong, only retried.
final class BookRepository implements Repository.LifecycleManagement<Subject<?, ?>, KeptBook> {
    private static final int COLD_LOCKS = 64;
    private static final int FOLDED_AT_ONCE = 5_000;

    /// A lost page of what was kept, then one of the store's snapshot, twice, then the log.
    private static final int MAX_TRIES = 4;

    private final EventLog log;
    private final EventStore store;
    private final KeptBooks kept;
    private final BookSnapshots snapshots;
    private final ReadEvents read = new ReadEvents();
    private final Counter hits;
    private final Counter moved;
    private final Counter misses;

    /// Whoever loads a book that is not kept holds one: a crowd that asks for the same reads once.
    private final ReentrantLock[] cold = new ReentrantLock[COLD_LOCKS];

    BookRepository(
            EventLog log,
            EventStore store,
            KeptBooks kept,
            BookSnapshots snapshots,
            MeterRegistry registry) {
        this.log = log;
        this.store = store;
        this.kept = kept;
        this.snapshots = snapshots;
        this.hits = counter(registry, "hits", "Books in memory to which nothing was added");
        this.moved = counter(registry, "moved", "Books in memory that were moved on");
        this.misses = counter(registry, "misses", "Books that were not in memory");
        for (int i = 0; i < COLD_LOCKS; i++) {
            cold[i] = new ReentrantLock();
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("lotline.books." + name).description(description).register(registry);
    }

    @Override
    public Class<KeptBook> entityType() {
        return KeptBook.class;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Subject<?, ?>> idType() {
        return (Class<Subject<?, ?>>) (Class<?>) Subject.class;
    }

    @Override
    public CompletableFuture<ManagedEntity<Subject<?, ?>, KeptBook>> load(
            Subject<?, ?> subject, ProcessingContext context) {
        return loadOrCreate(subject, context);
    }

    @Override
    public CompletableFuture<ManagedEntity<Subject<?, ?>, KeptBook>> loadOrCreate(
            Subject<?, ?> subject, ProcessingContext context) {
        return CompletableFuture.completedFuture(new Loaded(subject, read(subject, context)));
    }

    private KeptBook read(Subject<?, ?> subject, ProcessingContext context) {
        for (int tries = 1; ; tries++) {
            try {
                return readOnce(subject, context);
            } catch (PageLost e) {
                lost(e);
                if (tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    /// What was kept of the book has lost a page: it is read anew.
    void lost(PageLost page) {
        kept.drop(page.subject());
        snapshots.lost(page.subject());
    }

    private KeptBook readOnce(Subject<?, ?> subject, ProcessingContext context) {
        KeptBook known = kept.get(subject);
        if (known != null) {
            KeptBook now = moveOn(subject, known, context);
            if (now == known) {
                hits.increment();
            } else {
                moved.increment();
                now = keep(subject, now);
            }
            return now;
        }
        ReentrantLock reading = cold[Math.floorMod(subject.hashCode(), COLD_LOCKS)];
        reading.lock();
        try {
            known = kept.get(subject);
            if (known == null) {
                misses.increment();
                known = folded(subject, saved(subject));
            }
            return keep(subject, moveOn(subject, known, context));
        } finally {
            reading.unlock();
        }
    }

    private KeptBook saved(Subject<?, ?> subject) {
        KeptBook saved = snapshots.find(subject);
        return saved == null ? KeptBook.blank(subject) : saved;
    }

    private KeptBook keep(Subject<?, ?> subject, KeptBook book) {
        KeptBook offered = snapshots.offer(subject, book);
        if (kept.put(subject, offered)) {
            return offered;
        }
        KeptBook relieved = snapshots.relieve(subject, book);
        boolean unused = kept.put(subject, relieved);
        return relieved;
    }

    /// The book after all that the log has, a part at a time: neither the events nor what they add
    /// up to need fit into memory. Guards nothing.
    private KeptBook folded(Subject<?, ?> subject, KeptBook from) {
        KeptBook now = from;
        long head = log.head().position();
        long seen = from.position();
        while (true) {
            Changes part = log.first(new Since(subject.criterion(), seen), FOLDED_AT_ONCE);
            for (StoredEvent event : part.events().getFirst()) {
                now = now.after(subject, event.position(), read.payload(event));
            }
            seen = part.position();
            now.completeUpTo(seen);
            if (now.count() - now.saved() >= FOLDED_AT_ONCE) {
                now = snapshots.relieve(subject, now);
            }
            if (seen >= head) {
                return now;
            }
        }
    }

    /// Loads many at once: what is new of all of them is one question to the log.
    List<KeptBook> loadAll(List<? extends Subject<?, ?>> subjects, ProcessingContext context) {
        for (int tries = 1; ; tries++) {
            try {
                return loadAllOnce(subjects, context);
            } catch (PageLost e) {
                lost(e);
                if (tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<KeptBook> loadAllOnce(
            List<? extends Subject<?, ?>> subjects, ProcessingContext context) {
        List<KeptBook> books = new ArrayList<>(subjects.size());
        List<Since> parts = new ArrayList<>(subjects.size());
        for (Subject<?, ?> subject : subjects) {
            KeptBook known = kept.get(subject);
            if (known == null) {
                misses.increment();
                known = saved(subject);
            }
            books.add(known);
            parts.add(new Since(subject.criterion(), known.position()));
        }
        Changes changes = log.changes(parts);
        for (int i = 0; i < books.size(); i++) {
            Subject<?, ?> subject = subjects.get(i);
            KeptBook now = books.get(i);
            for (StoredEvent event : changes.events().get(i)) {
                now = now.after(subject, event.position(), read.payload(event));
            }
            now.completeUpTo(changes.position());
            books.set(i, keep(subject, now));
        }
        guard(parts, changes.position(), context);
        return books;
    }

    /// Makes all of them a part of the append condition.
    private void guard(List<Since> parts, long position, ProcessingContext context) {
        EventStoreTransaction transaction = store.transaction(context);
        Criteria all = new Criteria(parts.stream().map(Since::criterion).toList());
        MessageStream<? extends EventMessage> news =
                transaction.source(condition(position, AxonCriteria.toAxon(all)));
        boolean moved = false;
        while (news.hasNextAvailable()) {
            moved |= news.next().isPresent();
        }
        if (moved) {
            throw AppendEventsTransactionRejectedException.conflictingEventsDetected(
                    transaction.appendPosition());
        }
    }

    private static SourcingCondition condition(long after, EventCriteria criteria) {
        return SourcingCondition.conditionFor(
                new GlobalIndexConsistencyMarker(after).position(), criteria);
    }

    private KeptBook moveOn(Subject<?, ?> subject, KeptBook known, ProcessingContext context) {
        MessageStream<? extends EventMessage> news =
                store.transaction(context).source(condition(known.position(), subject.criteria()));
        KeptBook now = known;
        while (news.hasNextAvailable()) {
            EventMessage message = news.next().map(MessageStream.Entry::message).orElse(null);
            if (message instanceof StoredEventMessage event) {
                now = now.after(subject, event.stored().position(), read.payload(event));
            }
        }
        Long complete = context.getResource(EventLogStorageEngine.SOURCED_UP_TO);
        if (complete != null) {
            now.completeUpTo(complete);
        }
        return now;
    }

    @Override
    public ManagedEntity<Subject<?, ?>, KeptBook> persist(
            Subject<?, ?> subject, KeptBook book, ProcessingContext context) {
        throw new UnsupportedOperationException("a book is what its events add up to");
    }

    @Override
    public ManagedEntity<Subject<?, ?>, KeptBook> attach(
            ManagedEntity<Subject<?, ?>, KeptBook> entity, ProcessingContext context) {
        return entity;
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("store", store);
    }

    /// A book as Axon's managed entity; only events change it.
    private record Loaded(Subject<?, ?> identifier, KeptBook entity)
            implements ManagedEntity<Subject<?, ?>, KeptBook> {
        @Override
        public KeptBook applyStateChange(UnaryOperator<KeptBook> change) {
            throw new UnsupportedOperationException("a book is what its events add up to");
        }
    }
}
