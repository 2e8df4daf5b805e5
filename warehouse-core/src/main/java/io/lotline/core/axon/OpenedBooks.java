package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;

/// The books that one attempt at a decision has opened, all as of the position of the first.
final class OpenedBooks implements Books {
    private final StateManager states;
    private final EventStoreTransaction transaction;
    private final ProcessingContext context;
    private final Map<Subject<?, ?>, Object> opened = new HashMap<>();

    OpenedBooks(StateManager states, EventStoreTransaction transaction, ProcessingContext context) {
        this.states = states;
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

    private KeptBook load(Subject<?, ?> subject) {
        KeptBook book;
        try {
            book = states.loadEntity(KeptBook.class, subject, context).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
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
