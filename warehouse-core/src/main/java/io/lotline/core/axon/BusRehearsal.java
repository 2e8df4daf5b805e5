package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.Imagined;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Rehearsal;
import io.lotline.core.decision.Request;
import io.lotline.core.events.WarehouseEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A rehearsal over the command bus: the same handlers decide, and what they decide is kept here
/// and folded into the books that are opened after it.
final class BusRehearsal implements Rehearsal {
    static final ScopedValue<BusRehearsal> CURRENT = ScopedValue.newInstance();

    private final BiConsumer<Command, Request> bus;
    private final Imagined imagined = new Imagined();
    private @Nullable Outcome outcome;
    private long position;

    /// @param bus where commands are decided
    BusRehearsal(BiConsumer<Command, Request> bus) {
        this.bus = bus;
    }

    @Override
    public Outcome decide(Command command, Request request) {
        outcome = null;
        ScopedValue.where(CURRENT, this).run(() -> bus.accept(command, request));
        Outcome decided = Objects.requireNonNull(outcome, "a rehearsal went past its handler");
        if (decided instanceof Accepted(List<WarehouseEvent> events)) {
            events.forEach(imagined::happened);
        }
        return decided;
    }

    @Override
    public long position() {
        return position;
    }

    /// What a handler decided, as of a position of the log.
    void decided(Outcome by, long at) {
        outcome = by;
        position = at;
    }

    /// The books, and what was imagined on top of them.
    Books over(OpenedBooks books) {
        return new Books() {
            @Override
            public <K, S> S open(Book<K, S> book, K key) {
                return imagined.after(book, key, books.open(book, key), books.position());
            }

            @Override
            public <K, S> Map<K, S> openAll(Book<K, S> book, Collection<K> keys) {
                Map<K, S> states = new LinkedHashMap<>(books.openAll(book, keys));
                states.replaceAll(
                        (key, state) -> imagined.after(book, key, state, books.position()));
                return states;
            }
        };
    }
}
