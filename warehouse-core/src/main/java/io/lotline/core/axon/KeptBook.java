package io.lotline.core.axon;

import io.lotline.core.events.WarehouseEvent;

/// A book's state, with the position up to which nothing that belongs to it is missing.
final class KeptBook {
    private final Object state;
    private final long last;
    private final long count;
    private final long saved;
    private volatile long position;

    /// @param last     the position of the last event that is folded into the state, 0 for none
    /// @param position up to where the state is complete
    /// @param count    how many events are folded into the state
    /// @param saved    how many of them are in a snapshot
    KeptBook(Object state, long last, long position, long count, long saved) {
        this.state = state;
        this.last = last;
        this.position = position;
        this.count = count;
        this.saved = saved;
    }

    static <K, S> KeptBook blank(Subject<K, S> subject) {
        return new KeptBook(
                subject.book().blank().apply(subject.key()),
                0,
                subject.book().since().applyAsLong(subject.key()),
                0,
                0);
    }

    Object state() {
        return state;
    }

    long last() {
        return last;
    }

    long position() {
        return position;
    }

    long count() {
        return count;
    }

    long saved() {
        return saved;
    }

    KeptBook savedAtItsCount() {
        return new KeptBook(state, last, position, count, count);
    }

    /// The book after one more event; it is complete up to there.
    <K, S> KeptBook after(Subject<K, S> subject, long at, WarehouseEvent event) {
        S before = subject.book().state().cast(state);
        return new KeptBook(
                subject.book().after(subject.key(), before, event, at), at, at, count + 1, saved);
    }

    void completeUpTo(long later) {
        // of two readers the later may be first: to forget what it knew costs one more look
        if (later > position) {
            position = later;
        }
    }
}
