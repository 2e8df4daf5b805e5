package io.lotline.core.decision;

import static java.util.stream.IntStream.range;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Events that did not happen, and the books as they would be if they had.
///
/// A book is folded on from where it was asked for last, so each event is folded once into each
/// book, however many there are and however often it is opened. For one thread at a time.
public final class Imagined {
    private final List<Event> events = new ArrayList<>();
    private final Map<Tag, List<Integer>> byTag = new HashMap<>();
    private final Map<Subject, Kept> kept = new HashMap<>();

    private record Event(WarehouseEvent event, Set<Tag> tags, String name) {}

    private record Subject(String book, Object key) {}

    /// @param base  the state of the log that it was folded onto
    /// @param state with the first events
    /// @param upTo  how many of the events
    private record Kept(Object base, Object state, int upTo) {}

    /// The next event to imagine.
    public void happened(WarehouseEvent event) {
        Set<Tag> tags = event.tags();
        int number = events.size();
        events.add(new Event(event, tags, EventCatalogue.nameOf(event.getClass())));
        tags.forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(number));
    }

    /// A book after all that was imagined.
    ///
    /// @param base the book as the log has it
    /// @param head the position behind which the events stand, in their order
    public <K, S> S after(Book<K, S> book, K key, S base, long head) {
        Subject subject = new Subject(book.name(), key);
        Kept before = kept.get(subject);
        // the log went on meanwhile: all is folded onto what it says now
        if (before == null || before.base() != base) {
            before = new Kept(base, base, 0);
        }
        S state = book.state().cast(before.state());
        if (before.upTo() < events.size()) {
            Criterion about = book.about().apply(key);
            for (int number : since(about, before.upTo())) {
                Event each = events.get(number);
                if (about.matches(each.tags(), each.name())) {
                    state = book.after(key, state, each.event(), head + 1 + number);
                }
            }
        }
        kept.put(subject, new Kept(base, state, events.size()));
        return state;
    }

    /// The events from there on with the rarest of a book's tags; all where it asks for none.
    private List<Integer> since(Criterion about, int from) {
        List<Integer> fewest = null;
        for (Tag tag : about.tags()) {
            List<Integer> with = byTag.getOrDefault(tag, List.of());
            fewest = fewest == null || with.size() < fewest.size() ? with : fewest;
        }
        if (fewest == null) {
            return range(from, events.size()).boxed().toList();
        }
        int first = fewest.size();
        while (first > 0 && fewest.get(first - 1) >= from) {
            first--;
        }
        return fewest.subList(first, fewest.size());
    }
}
