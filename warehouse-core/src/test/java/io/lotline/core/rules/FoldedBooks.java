package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Books that are folded from a list of events each time they are opened, and what was opened.
public final class FoldedBooks implements Books {
    private final List<WarehouseEvent> history;
    private final Set<Criterion> opened = new LinkedHashSet<>();

    public FoldedBooks(List<WarehouseEvent> history) {
        this.history = history;
    }

    @Override
    public <K, S> S open(Book<K, S> book, K key) {
        Criterion about = book.about().apply(key);
        opened.add(about);
        S state = book.blank().apply(key);
        long position = 0;
        for (WarehouseEvent event : history) {
            position++;
            if (about.matches(event.tags(), EventCatalogue.nameOf(event.getClass()))) {
                state = book.after(key, state, event, position);
            }
        }
        return state;
    }

    /// What the books that were opened are about.
    public Criteria boundary() {
        return new Criteria(List.copyOf(opened));
    }
}
