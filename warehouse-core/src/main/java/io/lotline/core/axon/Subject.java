package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/// One subject's book: the identifier of the entity that a [BookRepository] loads. Two are equal
/// when their books' names and their keys are.
final class Subject<K, S> {
    private final Book<K, S> book;
    private final K key;
    private final int hash;

    Subject(Book<K, S> book, K key) {
        this.book = book;
        this.key = key;
        this.hash = 31 * book.name().hashCode() + key.hashCode();
    }

    Book<K, S> book() {
        return book;
    }

    K key() {
        return key;
    }

    Criterion criterion() {
        return book.about().apply(key);
    }

    EventCriteria criteria() {
        return AxonCriteria.toAxon(criterion());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject<?, ?> that
                && hash == that.hash
                && book.name().equals(that.book.name())
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(book, key);
    }
}
