package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.FoldedBooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every book and every decision over books keeps to, fed with events of every type in any
/// order, as no log would hold them.
class BookContractTest {
    private static final long SEED = Long.getLong("lotline.seed", System.nanoTime());
    private static final int RUNS = 60;

    static Stream<Book<?, ?>> books() {
        return Decisions.books().stream();
    }

    static Stream<Decision<?>> decisions() {
        return Decisions.all().stream();
    }

    @Test
    void books_have_names_of_their_own() {
        assertThat(Decisions.books()).extracting(Book::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("books")
    <K, S> void the_same_events_always_add_up_to_the_same(Book<K, S> book) {
        check(
                book,
                (key, history) ->
                        assertThat(fold(book, key, history)).isEqualTo(fold(book, key, history)));
    }

    @ParameterizedTest
    @MethodSource("books")
    <K, S> void a_snapshot_and_the_rest_are_all_of_it_wherever_it_is_cut(Book<K, S> book) {
        check(
                book,
                (key, history) -> {
                    S all = fold(book, key, history);
                    S state = book.blank().apply(key);
                    long at = 0;
                    for (WarehouseEvent event : history) {
                        state = BookJson.read(BookJson.write(state), book.state());
                        state = book.after(key, state, event, ++at);
                    }
                    assertThat(state).isEqualTo(all);
                    assertThat(BookJson.text(state)).isEqualTo(BookJson.text(all));
                    assertThat(BookJson.read(BookJson.write(key), book.key())).isEqualTo(key);
                });
    }

    @ParameterizedTest
    @MethodSource("books")
    <K, S> void so_they_are_when_it_is_stored_in_pages_of_very_few_entries(Book<K, S> book) {
        check(
                book,
                (key, history) -> {
                    S all = fold(book, key, history);
                    PagesInMemory pages = new PagesInMemory();
                    S state = book.blank().apply(key);
                    long at = 0;
                    for (WarehouseEvent event : history) {
                        state = pages.stored(state, book.state());
                        state = book.after(key, state, event, ++at);
                    }
                    assertThat(state).isEqualTo(all);
                    assertThat(BookJson.text(state)).isEqualTo(BookJson.text(all));
                });
    }

    @Test
    void the_books_that_hold_very_many_are_stored_in_pages() {
        Set<String> paged = new HashSet<>();
        for (Book<?, ?> book : Decisions.books()) {
            check(
                    book,
                    (key, history) -> {
                        if (inPages(book, key, history)) {
                            paged.add(book.name());
                        }
                    });
        }
        assertThat(paged).contains("free-stock", "order");
    }

    private static <K, S> boolean inPages(Book<K, S> book, Object key, List<WarehouseEvent> all) {
        K typed = book.key().cast(key);
        PagesInMemory pages = new PagesInMemory();
        S state = book.blank().apply(typed);
        long at = 0;
        for (WarehouseEvent event : all) {
            state = book.after(typed, pages.stored(state, book.state()), event, ++at);
        }
        return pages.pages() > 0;
    }

    @ParameterizedTest
    @MethodSource("decisions")
    <C extends Command> void the_same_history_always_decides_the_same(Decision<C> decision) {
        decide(
                decision,
                (command, history) ->
                        assertThat(decision.decide(command, new FoldedBooks(history)))
                                .isEqualTo(decision.decide(command, new FoldedBooks(history))));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    <C extends Command> void what_is_emitted_carries_a_tag_of_an_opened_book(Decision<C> decision) {
        decide(
                decision,
                (command, history) -> {
                    FoldedBooks books = new FoldedBooks(history);
                    Outcome outcome = decision.decide(command, books);
                    Set<Tag> tags = new HashSet<>();
                    books.boundary().alternatives().forEach(part -> tags.addAll(part.tags()));
                    if (!tags.isEmpty() && outcome instanceof Outcome.Accepted(var events)) {
                        assertThat(events)
                                .allSatisfy(
                                        event ->
                                                assertThat(Collections.disjoint(event.tags(), tags))
                                                        .as("%s outside %s", event, tags)
                                                        .isFalse());
                    }
                });
    }

    private static <K, S> void check(Book<K, S> book, Check<K> check) {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            K key = SampleRecords.random(book.key(), random);
            Criterion about = book.about().apply(key);
            List<WarehouseEvent> history = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                for (WarehouseEvent event : SampleEvents.all(random)) {
                    if (about.matches(event.tags(), EventCatalogue.nameOf(event.getClass()))) {
                        history.add(event);
                    }
                }
            }
            try {
                check.run(key, history);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "-Dlotline.seed=%d, run %d: %s of %s after %s"
                                .formatted(SEED, run, book, key, history),
                        e);
            }
        }
    }

    private static <C extends Command> void decide(Decision<C> decision, Deciding<C> check) {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            C command = SampleRecords.random(decision.commandType(), random);
            List<WarehouseEvent> history = new ArrayList<>();
            for (int round = random.nextInt(4); round > 0; round--) {
                history.addAll(SampleEvents.all(random));
            }
            Collections.shuffle(history, random);
            try {
                check.run(command, history);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "-Dlotline.seed=%d, run %d: %s after %s"
                                .formatted(SEED, run, command, history),
                        e);
            }
        }
    }

    private static <K, S> S fold(Book<K, S> book, K key, List<WarehouseEvent> history) {
        S state = book.blank().apply(key);
        long at = 0;
        for (WarehouseEvent event : history) {
            state = book.after(key, state, event, ++at);
        }
        return state;
    }

    private interface Check<K> {
        void run(K key, List<WarehouseEvent> history);
    }

    private interface Deciding<C> {
        void run(C command, List<WarehouseEvent> history);
    }
}
