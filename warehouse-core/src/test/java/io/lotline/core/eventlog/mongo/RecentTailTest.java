package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.NOON;
import static io.lotline.core.eventlog.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What the tail answers is what the log holds; where it may not hold everything it says nothing.
class RecentTailTest {
    private static final int WINDOW = 12;
    private static final int COMMITS = 1_500;
    private static final int QUESTIONS = 4;
    private static final int LOT_LASTS = 6;
    private static final int RACED = 200_000;

    private final List<StoredEvent> log = new ArrayList<>();
    private final Set<Tag> seen = new HashSet<>();

    /// What was answered although the tail began after it.
    private int fromBeforeTheTail;

    @Test
    void the_tail_answers_what_the_log_holds_and_new_tags_from_their_beginning() {
        assertThat(wrongAnswers(tag -> !seen.contains(tag))).isEmpty();
        assertThat(fromBeforeTheTail).isGreaterThan(COMMITS);
    }

    @Test
    void where_no_tag_is_known_to_be_new_nothing_is_answered_from_before_the_tail() {
        assertThat(wrongAnswers(_ -> false)).isEmpty();
        assertThat(fromBeforeTheTail).isZero();
    }

    /// The negative control: of a tag that is taken for a new one the earlier events are missing.
    @Test
    void a_tail_that_takes_old_tags_for_new_ones_is_found_out() {
        assertThat(wrongAnswers(_ -> true)).isNotEmpty();
    }

    /// The events of a large commit are found by their tags: by the same rule as all others.
    @Test
    void of_a_large_commit_the_same_is_found_as_by_looking_at_each_event() {
        Random random = new Random(7);
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            events.add(
                    event(i % 3 == 0 ? "Moved" : "Received", "lot=" + i % 7, "serial=" + i / 2)
                            .at(i));
        }
        RecentTail tail = new RecentTail(WINDOW, Long.MAX_VALUE, 1, _ -> true);
        tail.append(new StoredCommit(1, NOON, "", events), 1);
        for (int i = 0; i < 2_000; i++) {
            Criteria criteria =
                    Criteria.of(criterion(random), criterion(random), criterion(random));
            int from = 1 + random.nextInt(2_000);
            int limit = 1 + random.nextInt(50);
            assertThat(tail.events(from, 2_000, criteria, limit))
                    .isEqualTo(
                            events.stream()
                                    .filter(event -> event.position() >= from)
                                    .filter(event -> criteria.matches(event.tags(), event.name()))
                                    .limit(limit)
                                    .toList());
            assertThat(tail.changedSince(criteria, from))
                    .isEqualTo(
                            events.stream()
                                    .filter(event -> event.position() > from)
                                    .anyMatch(
                                            event -> criteria.matches(event.tags(), event.name())));
        }
    }

    private static Criterion criterion(Random random) {
        Set<Tag> tags = new HashSet<>();
        if (random.nextInt(4) > 0) {
            tags.add(Tag.parse("serial=" + random.nextInt(1_001)));
        }
        if (tags.isEmpty() || random.nextBoolean()) {
            tags.add(Tag.parse("lot=" + random.nextInt(8)));
        }
        return new Criterion(tags, random.nextBoolean() ? Set.of() : Set.of("Moved"));
    }

    /// One thread appends and forgets while another reads: no answer lacks what was just forgotten.
    @Test
    void whoever_reads_while_the_tail_forgets_misses_nothing() throws Exception {
        RecentTail tail = new RecentTail(WINDOW, Long.MAX_VALUE, 1, _ -> true);
        AtomicLong head = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Integer> reader =
                    threads.submit(() -> readWholeLots(tail, head, reading, done::get));
            try {
                assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
                for (int i = 1; i <= RACED; i++) {
                    // a lot has WINDOW commits in a row: it is whole until the first of them goes
                    tail.append(
                            new StoredCommit(
                                    i,
                                    NOON,
                                    "",
                                    List.of(
                                            event("Received", "lot=" + i / WINDOW, "bin=" + i % 5)
                                                    .at(i))),
                            1);
                    head.set(i);
                }
            } finally {
                done.set(true);
            }
            assertThat(reader.get(20, TimeUnit.SECONDS)).isGreaterThan(100);
        }
    }

    /// How many answers it got from before the tail, each of them complete.
    private static int readWholeLots(
            RecentTail tail, AtomicLong head, CountDownLatch reading, BooleanSupplier done) {
        int answers = 0;
        reading.countDown();
        while (!done.getAsBoolean()) {
            long to = head.get();
            long lot = to / WINDOW;
            long first = lot * WINDOW;
            List<StoredEvent> found =
                    tail.events(1, to, tagged(Tag.parse("lot=" + lot)), Integer.MAX_VALUE);
            if (found != null && to > WINDOW) {
                assertThat(found).hasSize((int) (to - first + 1));
                answers++;
            }
        }
        return answers;
    }

    private static Criteria tagged(Tag... tags) {
        return Criteria.of(new Criterion(Set.of(tags), Set.of()));
    }

    private List<String> wrongAnswers(Predicate<Tag> never) {
        Random random = new Random(7);
        RecentTail tail = new RecentTail(WINDOW, Long.MAX_VALUE, 1, never);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            StoredCommit commit = commit(random, i);
            tail.append(commit, 1);
            log.addAll(commit.events());
            commit.events().forEach(event -> seen.addAll(event.tags()));
            for (int question = 0; question < QUESTIONS; question++) {
                ask(random, tail, i, wrong);
            }
        }
        return wrong;
    }

    private StoredCommit commit(Random random, int number) {
        List<StoredEvent> events = new ArrayList<>();
        long first = log.size() + 1;
        for (int i = 0; i <= random.nextInt(3); i++) {
            events.add(
                    event(
                                    random.nextBoolean() ? "Received" : "Moved",
                                    lot(random, number),
                                    "bin=" + random.nextInt(5))
                            .at(first + i));
        }
        return new StoredCommit(first, NOON, "", events);
    }

    /// Mostly one of now, sometimes one of long ago.
    private static String lot(Random random, int number) {
        int lot = number / LOT_LASTS;
        return "lot=" + (random.nextInt(20) == 0 ? random.nextInt(lot + 1) : lot);
    }

    private void ask(Random random, RecentTail tail, int number, List<String> wrong) {
        long from = random.nextBoolean() ? 1 : 1 + random.nextInt(log.size());
        long to = log.size() - random.nextInt(Math.min(3, log.size()));
        int limit = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
        Criteria criteria = criteria(random, number);
        List<StoredEvent> found = tail.events(from, to, criteria, limit);
        if (found == null) {
            return;
        }
        fromBeforeTheTail += tail.covers(from - 1) ? 0 : 1;
        List<StoredEvent> expected =
                log.stream()
                        .filter(event -> event.position() >= from && event.position() <= to)
                        .filter(event -> criteria.matches(event.tags(), event.name()))
                        .limit(limit)
                        .toList();
        if (!found.equals(expected)) {
            wrong.add(
                    "%s in %d..%d of %d: %s instead of %s"
                            .formatted(criteria, from, to, log.size(), found, expected));
        }
    }

    private static Criteria criteria(Random random, int number) {
        Set<String> names = random.nextInt(3) == 0 ? Set.of("Moved") : Set.of();
        Tag lot = Tag.parse(lot(random, number));
        return switch (random.nextInt(4)) {
            case 0 ->
                    Criteria.of(
                            new Criterion(
                                    Set.of(lot, Tag.parse("bin=" + random.nextInt(5))), names));
            case 1 ->
                    Criteria.of(
                            new Criterion(Set.of(lot), names),
                            new Criterion(Set.of(Tag.parse(lot(random, number))), Set.of()));
            default -> Criteria.of(new Criterion(Set.of(lot), names));
        };
    }
}
