package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;

/// The books that one attempt at a decision has opened, all as of the position of the first.
final class OpenedBooks implements Books {
    /// From so many on they are loaded together, past Axon's way of one by one.
    private static final int MANY = 8;

    private final StateManager states;
    private final BookRepository repository;
    private final EventStoreTransaction transaction;
    private final ProcessingContext context;
    private final Map<Subject<?, ?>, Object> opened = new HashMap<>();

    OpenedBooks(
            StateManager states,
            BookRepository repository,
            EventStoreTransaction transaction,
            ProcessingContext context) {
        this.states = states;
        this.repository = repository;
        this.transaction = transaction;
        this.context = context;
    }

    @Override
    public <K, S> S open(Book<K, S> book, K key) {
        Subject<K, S> subject = new Subject<>(book, key);
        Object known = opened.get(subject);
        if (known == null) {
            known = load(subject).state();
            opened.put(subject, known);
            Trail.opened(subject);
        }
        return book.state().cast(known);
    }

    @Override
    public <K, S> Map<K, S> openAll(Book<K, S> book, Collection<K> keys) {
        List<Subject<K, S>> missing = new ArrayList<>();
        for (K key : keys) {
            Subject<K, S> subject = new Subject<>(book, key);
            if (!opened.containsKey(subject)) {
                missing.add(subject);
            }
        }
        if (missing.size() >= MANY) {
            List<KeptBook> loaded = repository.loadAll(missing, context);
            for (int i = 0; i < missing.size(); i++) {
                Object state = unmoved(loaded.get(i)).state();
                opened.put(missing.get(i), state);
                Trail.opened(missing.get(i));
            }
        }
        return Books.super.openAll(book, keys);
    }

    private KeptBook load(Subject<?, ?> subject) {
        try {
            return unmoved(states.loadEntity(KeptBook.class, subject, context).join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private KeptBook unmoved(KeptBook book) {
        if (book.last() > position()) {
            // it has moved since the first book was read: what would be decided now could not be
            // appended, and a refusal would be true of no position
            throw AppendEventsTransactionRejectedException.conflictingEventsDetected(
                    transaction.appendPosition());
        }
        return book;
    }

    /// The position of which everything opened so far is true.
    long position() {
        return Math.max(0, GlobalIndexConsistencyMarker.position(transaction.appendPosition()));
    }
}
