package io.lotline.projections.sourcing;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Several excerpts, each in the log's order, as one: each event once.
final class MergedEvents implements Iterator<Recorded> {
    private final PriorityQueue<Source> sources =
            new PriorityQueue<>(Comparator.comparingLong((Source source) -> source.position()));

    MergedEvents(List<Iterator<Recorded>> parts) {
        for (Iterator<Recorded> part : parts) {
            advance(new Source(part));
        }
    }

    private static final class Source {
        private final Iterator<Recorded> rest;
        private @Nullable Recorded first;

        Source(Iterator<Recorded> rest) {
            this.rest = rest;
        }

        long position() {
            return Objects.requireNonNull(first).position();
        }
    }

    private void advance(Source source) {
        if (source.rest.hasNext()) {
            source.first = source.rest.next();
            sources.add(source);
        }
    }

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    @Override
    public Recorded next() {
        Source source = sources.poll();
        if (source == null) {
            throw new NoSuchElementException();
        }
        Recorded next = Objects.requireNonNull(source.first);
        advance(source);
        while (!sources.isEmpty()
                && Objects.requireNonNull(sources.peek()).position() == next.position()) {
            advance(Objects.requireNonNull(sources.poll()));
        }
        return next;
    }
}
