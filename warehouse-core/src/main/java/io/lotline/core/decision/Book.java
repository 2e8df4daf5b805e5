package io.lotline.core.decision;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// What the events about one subject add up to: an order, the stock of a lot in a bin, where a
/// serial number is. Pure: state and fold see no clock, no random source and do no I/O.
///
/// A state is immutable and shared by all who read it; what it holds many of it holds in persistent
/// maps, so that an event costs the logarithm of what is there. It holds what is there now and
/// grows with that, never with what happened before.
///
/// Make one with [#named].
///
/// @param name    unique among all books; with the version, it names the state's stored form
/// @param version goes up whenever the fold or the form of the state changes: what was kept of
///     earlier versions is not used again
/// @param key     the type of the keys: a value, or a record of values
/// @param state   the state's type; records of values, which are stored as JSON
/// @param about   the events of one subject; every event that changes it has to match
/// @param blank   the state before the first event
/// @param fold    the state after an event, asked only for events that match
/// @param size    about how many entries a state holds, for the memory's limit
/// @param since   the position after which its events count, 0 for all of them: what came before is
///     never read, so it costs what has happened since
/// @param whole   whether the fold reads the handling of a logistic unit as one event; else it is
///     given what that means for each piece that the book is about
/// @param <K>     which subject
/// @param <S>     what its events add up to
public record Book<K, S>(
        String name,
        int version,
        Class<K> key,
        Class<S> state,
        Function<K, Criterion> about,
        Function<K, S> blank,
        PlacedFold<K, S> fold,
        ToIntFunction<S> size,
        ToLongFunction<K> since,
        boolean whole) {

    /// A book that still lacks its rules.
    public static <K, S> Unruled<K, S> named(
            String name, int version, Class<K> key, Class<S> state) {
        return new Unruled<>(name, version, key, state);
    }

    /// The state after an event.
    ///
    /// @param position where it stands in the log
    public S after(K key, S state, WarehouseEvent event, long position) {
        if (position <= since.applyAsLong(key)) {
            return state;
        }
        if (whole || !(event instanceof UnitHandled unit)) {
            return fold.after(key, state, event, position);
        }
        S now = state;
        for (WarehouseEvent part : unit.parts(about.apply(key))) {
            now = fold.after(key, now, part, position);
        }
        return now;
    }

    /// The same book, with a say in how large its states are.
    public Book<K, S> sized(ToIntFunction<S> entries) {
        return new Book<>(name, version, key, state, about, blank, fold, entries, since, whole);
    }

    /// The same book, of what has happened after a position.
    public Book<K, S> since(ToLongFunction<K> position) {
        return new Book<>(name, version, key, state, about, blank, fold, size, position, whole);
    }

    /// The same book, whose fold reads the handling of a logistic unit as one event.
    public Book<K, S> ofWholeUnits() {
        return new Book<>(name, version, key, state, about, blank, fold, size, since, true);
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }

    /// From a state and an event to the next state.
    public interface Fold<K, S> {
        S after(K key, S state, WarehouseEvent event);
    }

    /// The same, for a state that says where in the log something stands.
    public interface PlacedFold<K, S> {
        S after(K key, S state, WarehouseEvent event, long position);
    }

    /// A book's name, before its rules.
    public record Unruled<K, S>(String name, int version, Class<K> key, Class<S> state) {
        public Book<K, S> ruled(
                Function<K, Criterion> about, Function<K, S> blank, Fold<K, S> fold) {
            return placed(about, blank, (of, before, event, _) -> fold.after(of, before, event));
        }

        /// The same, with a fold that is told where events stand.
        public Book<K, S> placed(
                Function<K, Criterion> about, Function<K, S> blank, PlacedFold<K, S> fold) {
            return new Book<>(name, version, key, state, about, blank, fold, _ -> 1, _ -> 0, false);
        }
    }
}
