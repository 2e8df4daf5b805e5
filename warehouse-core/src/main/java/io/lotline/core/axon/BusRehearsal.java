package io.lotline.core.axon;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Rehearsal;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A rehearsal over the command bus: the same handlers decide, and what they decide is kept here
/// and folded into the books that are opened after it.
final class BusRehearsal implements Rehearsal {
    static final ScopedValue<BusRehearsal> CURRENT = ScopedValue.newInstance();

    private final BiConsumer<Command, Request> bus;
    private final List<Imagined> all = new ArrayList<>();
    private final Map<Tag, List<Imagined>> byTag = new HashMap<>();
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
            events.forEach(this::imagine);
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

    private void imagine(WarehouseEvent event) {
        Imagined one =
                new Imagined(
                        all.size() + 1,
                        event,
                        event.tags(),
                        EventCatalogue.nameOf(event.getClass()));
        all.add(one);
        one.tags().forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(one));
    }

    private List<Imagined> about(Criterion criterion) {
        List<Imagined> near = all;
        for (Tag tag : criterion.tags()) {
            List<Imagined> tagged = byTag.getOrDefault(tag, List.of());
            near = tagged.size() < near.size() ? tagged : near;
        }
        return near.stream().filter(each -> criterion.matches(each.tags(), each.name())).toList();
    }

    /// The books, and what was imagined on top of them.
    Books over(OpenedBooks books) {
        return new Books() {
            @Override
            public <K, S> S open(Book<K, S> book, K key) {
                return after(book, key, books.open(book, key), books.position());
            }

            @Override
            public <K, S> Map<K, S> openAll(Book<K, S> book, Collection<K> keys) {
                Map<K, S> states = new LinkedHashMap<>(books.openAll(book, keys));
                states.replaceAll((key, state) -> after(book, key, state, books.position()));
                return states;
            }
        };
    }

    private <K, S> S after(Book<K, S> book, K key, S state, long head) {
        S now = state;
        for (Imagined each : about(book.about().apply(key))) {
            now = book.after(key, now, each.event(), head + each.number());
        }
        return now;
    }

    /// An event that did not happen.
    private record Imagined(long number, WarehouseEvent event, Set<Tag> tags, String name) {}
}
