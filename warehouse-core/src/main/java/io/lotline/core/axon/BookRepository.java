package io.lotline.core.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;

/// Axon's repository of books: an entity is loaded by moving on what is kept of it.
///
/// The events since then are sourced through Axon's event store transaction, which makes the book's
/// criterion a part of the append condition. So a book that is behind is never wrong, only retried.
final class BookRepository implements Repository.LifecycleManagement<Subject<?, ?>, KeptBook> {
    private static final int COLD_LOCKS = 64;

    private final EventStore store;
    private final KeptBooks kept;
    private final Counter hits;
    private final Counter moved;
    private final Counter misses;

    /// Whoever loads a book that is not kept holds one: a crowd that asks for the same reads once.
    private final ReentrantLock[] cold = new ReentrantLock[COLD_LOCKS];

    BookRepository(EventStore store, KeptBooks kept, MeterRegistry registry) {
        this.store = store;
        this.kept = kept;
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
        KeptBook known = kept.get(subject);
        if (known != null) {
            KeptBook now = moveOn(subject, known, context);
            (now == known ? hits : moved).increment();
            return now;
        }
        ReentrantLock reading = cold[Math.floorMod(subject.hashCode(), COLD_LOCKS)];
        reading.lock();
        try {
            known = kept.get(subject);
            if (known == null) {
                misses.increment();
                known = KeptBook.blank(subject);
            }
            KeptBook now = moveOn(subject, known, context);
            kept.put(subject, now);
            return now;
        } finally {
            reading.unlock();
        }
    }

    private KeptBook moveOn(Subject<?, ?> subject, KeptBook known, ProcessingContext context) {
        MessageStream<? extends EventMessage> news =
                store.transaction(context)
                        .source(
                                SourcingCondition.conditionFor(
                                        new GlobalIndexConsistencyMarker(known.position())
                                                .position(),
                                        subject.criteria()));
        KeptBook now = known;
        while (news.hasNextAvailable()) {
            EventMessage message = news.next().map(MessageStream.Entry::message).orElse(null);
            if (message instanceof StoredEventMessage event) {
                now = now.after(subject, event.stored().position(), event.payload());
            }
        }
        Long complete = context.getResource(EventLogStorageEngine.SOURCED_UP_TO);
        if (complete != null) {
            now.completeUpTo(complete);
        }
        if (now != known) {
            kept.put(subject, now);
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
