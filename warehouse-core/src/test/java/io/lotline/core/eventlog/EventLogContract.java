package io.lotline.core.eventlog;

import static io.lotline.core.eventlog.Events.NOON;
import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.eventAt;
import static io.lotline.core.eventlog.Events.eventOf;
import static io.lotline.core.eventlog.Events.tags;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Head;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.EventLog.Sourced;
import io.lotline.core.eventlog.EventLog.Subscription;
import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.LogAuditor;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.JournaledLog;
import io.lotline.core.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every event log promises. Each test needs a log that works: `NothingLogTest` proves it.
///
/// The log under test keeps so small a tail in memory that old conditions go to the index.
public abstract class EventLogContract {
    /// More commits than the log under test keeps in memory.
    protected static final int BEYOND_THE_WINDOW = 40;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private LogUnderTest subject;
    private EventLog log;

    protected abstract LogUnderTest open();

    /// How long a test waits for what should happen at once.
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    void open_a_fresh_log() {
        subject = open();
        log = journaled(subject.log());
    }

    private EventLog journaled(EventLog witnessed) {
        return new JournaledLog(witnessed, AppendJournal.to(lines));
    }

    private EventLog otherNode() {
        return journaled(subject.otherNode());
    }

    @AfterEach
    void the_log_is_whole() {
        try {
            assertThat(LogAuditor.audit(subject.commits()).flaw()).isEmpty();
            assertThat(subject.flaws(AppendJournal.parse(lines))).isEmpty();
        } finally {
            subject.close();
        }
    }

    @Test
    void an_event_comes_back_with_all_its_fields() {
        NewEvent event =
                new NewEvent(
                        "id-1",
                        "lotline.GoodsReceived",
                        3,
                        Instant.parse("2026-03-01T12:34:56.789Z"),
                        "key-9",
                        tags("lot=06901234567892/A1", "owner=华康"),
                        "{\"名称\":\"心脏支架 \uD83D\uDE9A\",\"n\":1.50}",
                        Map.of("request", "r=1", "来源", "扫描"));

        append(event);

        StoredEvent expected =
                new StoredEvent(
                        1,
                        "id-1",
                        "lotline.GoodsReceived",
                        3,
                        Instant.parse("2026-03-01T12:34:56.789Z"),
                        "key-9",
                        event.tags(),
                        event.data(),
                        event.meta());
        assertThat(log.read(1, 10)).containsExactly(expected);
        assertThat(log.source(Criteria.EVERYTHING, 1).events()).containsExactly(expected);
        assertThat(reread(1)).isEqualTo(expected);
    }

    @Test
    void times_are_kept_to_the_millisecond() {
        append(eventAt(Instant.parse("2026-03-01T12:34:56.789123Z"), "Noted"));

        assertThat(reread(1).at()).isEqualTo(Instant.parse("2026-03-01T12:34:56.789Z"));
    }

    @Test
    void positions_start_at_one_and_have_no_gaps() {
        Appended first = append(event("A"), event("B"), event("C"));
        Appended second = append(event("D"));

        assertThat(first.first()).isEqualTo(1);
        assertThat(first.last()).isEqualTo(3);
        assertThat(second.first()).isEqualTo(4);
        assertThat(second.last()).isEqualTo(4);
        assertThat(log.read(1, 10))
                .extracting(StoredEvent::position)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(log.read(1, 10))
                .extracting(StoredEvent::name)
                .containsExactly("A", "B", "C", "D");
    }

    @Test
    void the_head_follows_the_appends() {
        assertThat(log.head()).isEqualTo(new Head(0, CommitHash.GENESIS));

        Appended appended = append(event("A"), event("B"));

        assertThat(log.head()).isEqualTo(new Head(2, appended.hash()));
    }

    @Test
    void the_hash_is_the_one_that_a_stranger_computes() {
        NewEvent event = event("A", "lot=1");

        Appended appended = append(event);

        assertThat(appended.hash())
                .isEqualTo(CommitHash.commit(CommitHash.GENESIS, 1, List.of(CommitHash.of(event))));
    }

    @Test
    void reading_goes_on_from_any_position_inside_a_commit_too() {
        append(event("A"), event("B"), event("C"));
        append(event("D"), event("E"));

        assertThat(names(log.read(2, 3))).containsExactly("B", "C", "D");
        assertThat(names(log.read(5, 3))).containsExactly("E");
        assertThat(names(log.read(-7, 1))).containsExactly("A");
        assertThat(log.read(6, 3)).isEmpty();
        assertThat(log.read(1, 0)).isEmpty();
    }

    @Test
    void old_events_are_read_from_any_position_too() {
        append(event("A"), event("B"), event("C"));
        fillTheWindow();

        assertThat(names(log.read(2, 3))).containsExactly("B", "C", "Filler");
        assertThat(names(log.source(type("B", "C"), 2).events())).containsExactly("B", "C");
        assertThat(names(log.source(type("B", "C"), 3).events())).containsExactly("C");
    }

    @Test
    void an_alternative_wants_all_of_its_tags_on_one_event() {
        append(event("A", "lot=1", "bin=1"), event("B", "lot=1"), event("C", "bin=1"));
        append(event("D", "lot=1"), event("E", "bin=1"));

        assertThat(names(log.source(tagged("lot=1", "bin=1"), 1).events())).containsExactly("A");
        assertThat(names(log.source(tagged("lot=1"), 1).events())).containsExactly("A", "B", "D");
    }

    @Test
    void an_alternative_wants_one_of_its_names() {
        append(event("A", "lot=1"), event("B", "lot=1"), event("C", "lot=1"), event("A", "lot=2"));

        Criteria either = Criteria.of(new Criterion(tags("lot=1"), Set.of("A", "C")));
        assertThat(names(log.source(either, 1).events())).containsExactly("A", "C");
        assertThat(names(log.source(type("A"), 1).events())).containsExactly("A", "A");
    }

    @Test
    void any_of_the_alternatives_is_enough_and_none_comes_twice() {
        append(event("A", "lot=1"));
        append(event("B", "bin=1", "lot=1"));
        append(event("C", "bin=2"));
        append(event("D", "serial=1"));
        append(event("E", "bin=2", "lot=7"));

        Criteria criteria =
                Criteria.of(
                        new Criterion(tags("lot=1"), Set.of()),
                        new Criterion(tags("bin=1"), Set.of()),
                        new Criterion(tags("bin=2"), Set.of("E")),
                        new Criterion(Set.of(), Set.of("D")));
        assertThat(names(log.source(criteria, 1).events())).containsExactly("A", "B", "D", "E");
    }

    @Test
    void everything_and_nothing_are_criteria() {
        append(event("A"), event("B", "lot=1"));

        assertThat(names(log.source(Criteria.EVERYTHING, 1).events())).containsExactly("A", "B");
        assertThat(log.source(Criteria.NOTHING, 1)).isEqualTo(new Sourced(List.of(), 2));
    }

    @Test
    void sourcing_starts_where_it_is_told_and_says_how_far_it_is_complete() {
        append(event("A", "lot=1"));
        append(event("B", "lot=1"), event("C", "lot=1"));
        append(event("D", "lot=2"));

        Sourced sourced = log.source(tagged("lot=1"), 3);

        assertThat(names(sourced.events())).containsExactly("C");
        assertThat(sourced.position()).isEqualTo(4);
        assertThat(log.source(tagged("lot=1"), 5)).isEqualTo(new Sourced(List.of(), 4));
    }

    @Test
    void what_came_since_is_told_part_by_part_up_to_one_position() {
        append(event("A", "lot=1"), event("B", "bin=1"));
        Sourced known = log.source(tagged("lot=1"), 1);
        append(event("C", "lot=1", "bin=1"), event("D", "lot=2"));
        append(event("E", "lot=1"));

        Changes changes =
                log.changes(
                        List.of(
                                new Since(criterion("lot=1"), known.position()),
                                new Since(criterion("bin=1"), 0),
                                new Since(new Criterion(tags("lot=1"), Set.of("E")), 0),
                                new Since(new Criterion(Set.of(), Set.of("D", "B")), 0),
                                new Since(criterion("lot=1"), 5),
                                new Since(criterion("lot=never"), 0)));

        assertThat(changes.position()).isEqualTo(5);
        assertThat(changes.events().stream().map(EventLogContract::names))
                .containsExactly(
                        List.of("C", "E"),
                        List.of("B", "C"),
                        List.of("E"),
                        List.of("B", "D"),
                        List.of(),
                        List.of());
        assertThat(log.changes(List.of()).position()).isEqualTo(5);
    }

    @Test
    void what_came_since_long_ago_is_told_too() {
        append(event("A", "lot=1"), event("B", "bin=1"));
        Sourced known = log.source(tagged("lot=1"), 1);
        append(event("C", "lot=1", "bin=1"));
        fillTheWindow();
        append(event("D", "lot=1"));

        Changes changes =
                log.changes(
                        List.of(
                                new Since(criterion("lot=1"), known.position()),
                                new Since(criterion("bin=1"), 0),
                                new Since(criterion("lot=1"), log.head().position() - 1)));

        assertThat(changes.events().stream().map(EventLogContract::names))
                .containsExactly(List.of("C", "D"), List.of("B", "C"), List.of("D"));
    }

    @Test
    void what_many_read_at_once_is_what_each_would_read_alone() {
        int lots = 40;
        for (int round = 0; round < 3; round++) {
            for (int lot = 0; lot < lots; lot++) {
                append(event("A", "lot=" + lot), event("B", "bin=1", "lot=" + lot));
            }
        }
        fillTheWindow();
        long position = log.head().position();
        List<CompletableFuture<Boolean>> right = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10 * lots; i++) {
                Criterion criterion =
                        new Criterion(
                                tags(i % 9 == 0 ? "bin=1" : "lot=" + i % lots),
                                i % 5 == 0 ? Set.of("B") : Set.of());
                Since part = new Since(criterion, i % 4 == 0 ? 2L * lots : 0);
                int limit = i % 7 == 0 ? 1 : 5_000;
                right.add(
                        CompletableFuture.supplyAsync(
                                () -> isRight(log.first(part, limit), part, position), readers));
            }
        }
        assertThat(right).allMatch(CompletableFuture::join);
        assertThat(log.first(new Since(criterion("bin=1"), 0), 5_000).events().getFirst())
                .hasSize(3 * lots);
    }

    /// Whether these are the part's events up to where the answer says that it comes.
    private boolean isRight(Changes answer, Since part, long head) {
        List<Long> expected =
                log.changes(List.of(part)).events().getFirst().stream()
                        .map(StoredEvent::position)
                        .filter(at -> at <= answer.position())
                        .toList();
        List<Long> given = answer.events().getFirst().stream().map(StoredEvent::position).toList();
        return given.equals(expected) && (answer.position() >= head || !given.isEmpty());
    }

    @Test
    void a_tag_that_one_node_brought_up_is_found_by_the_other() {
        EventLog other = subject.otherNode();
        for (int i = 0; i < 20; i++) {
            String tag = "serial=" + i;
            assertThat(names(other.changes(List.of(new Since(criterion(tag), 0))))).isEmpty();
            long position = append(event("A", tag)).last();
            Poll.until(
                    "the other node's head", patience(), () -> other.head().position() >= position);
            assertThat(names(other.changes(List.of(new Since(criterion(tag), 0)))))
                    .containsExactly("A");
        }
    }

    @Test
    void an_answer_of_many_large_commits_comes_whole() {
        String text = "\"" + "x".repeat(3 * 1024 * 1024) + "\"";
        for (int i = 0; i < 17; i++) {
            append(large(text));
        }

        assertThat(log.source(tagged("lot=large"), 1).events()).hasSize(17);
        assertThat(log.changes(List.of(new Since(criterion("lot=large"), 0))).events().getFirst())
                .hasSize(17);
        assertThat(subject.otherNode().read(1, 20)).hasSize(17);
        assertThat(conflicts(tagged("lot=large"), 0)).isTrue();
    }

    private static NewEvent large(String text) {
        NewEvent event = eventOf(text);
        return new NewEvent(event.id(), "Large", 1, NOON, "k", tags("lot=large"), text, Map.of());
    }

    @Test
    void tag_values_may_hold_anything() {
        List<String> values = List.of("a=b=c", "=", "华康/器械", "a'\"\\$.{}", "x\u0000y", "空 格");
        for (String value : values) {
            NewEvent event = event("A");
            append(
                    new NewEvent(
                            event.id(),
                            "A",
                            1,
                            NOON,
                            "k",
                            Set.of(new Tag("t", value)),
                            "{}",
                            Map.of()));
        }
        for (String value : values) {
            Criteria criteria = Criteria.of(new Criterion(Set.of(new Tag("t", value)), Set.of()));
            assertThat(log.source(criteria, 1).events()).as(value).hasSize(1);
            assertThat(conflicts(criteria, 0)).as(value).isTrue();
        }
    }

    @Test
    void a_condition_holds_while_nothing_that_matches_came_after() {
        Appended before = append(event("A", "lot=1"));
        append(event("B", "lot=2"));

        Appended after = append(new AppendCondition(tagged("lot=1"), before.last()), event("C"));

        assertThat(after.first()).isEqualTo(3);
        assertThat(log.head().position()).isEqualTo(3);
    }

    @Test
    void a_condition_fails_when_something_that_matches_came_after() {
        append(event("A", "lot=1"));
        append(event("B", "lot=1", "bin=1"));

        assertThat(conflicts(tagged("lot=1"), 1)).isTrue();
        assertThat(conflicts(tagged("lot=1"), 0)).isTrue();
        assertThat(conflicts(tagged("lot=1", "bin=1"), 1)).isTrue();
        assertThat(conflicts(type("B"), 1)).isTrue();
        assertThat(conflicts(Criteria.EVERYTHING, 1)).isTrue();
        assertThat(conflicts(Criteria.of(criterion("x=1"), criterion("bin=1")), 1)).isTrue();
        assertThat(log.head().position()).isEqualTo(2);
    }

    @Test
    void a_condition_holds_when_only_something_else_came_after() {
        append(event("A", "lot=1"));
        append(event("B", "lot=1"), event("C", "bin=1"));

        assertThat(conflicts(tagged("lot=1", "bin=1"), 0)).isFalse();
        assertThat(conflicts(Criteria.of(new Criterion(tags("lot=1"), Set.of("C"))), 0)).isFalse();
        assertThat(conflicts(type("A"), 1)).isFalse();
        assertThat(conflicts(Criteria.NOTHING, 0)).isFalse();
        assertThat(log.head().position()).isEqualTo(7);
    }

    @Test
    void a_condition_may_point_into_a_commit() {
        append(event("A", "lot=1"), event("B", "lot=2"), event("C", "lot=3"));

        assertThat(conflicts(tagged("lot=2"), 1)).isTrue();
        assertThat(conflicts(tagged("lot=2"), 2)).isFalse();
    }

    @Test
    void a_refused_append_names_its_condition_and_stores_nothing() {
        append(event("A", "lot=1"));

        assertThatThrownBy(() -> append(new AppendCondition(tagged("lot=1"), 0), event("B")))
                .isInstanceOfSatisfying(
                        AppendConflict.class, conflict -> assertThat(conflict.after()).isZero())
                .hasMessageContaining("lot");
        assertThat(names(log.read(1, 10))).containsExactly("A");
    }

    @Test
    void a_condition_older_than_the_tail_in_memory_is_still_decided() {
        append(event("A", "lot=1"), event("B", "bin=1"));
        fillTheWindow();

        assertThat(conflicts(tagged("lot=1"), 0)).isTrue();
        assertThat(conflicts(tagged("bin=1"), 1)).isTrue();
        assertThat(conflicts(type("B"), 1)).isTrue();
        assertThat(conflicts(tagged("lot=1"), 1)).isFalse();
        assertThat(conflicts(tagged("lot=1", "bin=1"), 0)).isFalse();
    }

    @Test
    void what_a_decision_has_sourced_is_its_condition() {
        append(event("A", "lot=1"));
        Sourced sourced = log.source(tagged("lot=1"), 1);

        append(new AppendCondition(tagged("lot=1"), sourced.position()), event("B", "lot=1"));

        assertThat(conflicts(tagged("lot=1"), sourced.position())).isTrue();
    }

    @Test
    void of_many_appends_on_one_boundary_exactly_one_wins() throws Exception {
        append(event("A", "lot=1"));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                AppendCondition condition =
                        new AppendCondition(tagged("lot=1"), log.head().position());
                List<Future<Boolean>> answers =
                        range(0, 8)
                                .mapToObj(
                                        _ ->
                                                callers.submit(
                                                        () -> wins(condition, event("B", "lot=1"))))
                                .toList();
                int winners = 0;
                for (Future<Boolean> answer : answers) {
                    winners += answer.get(20, TimeUnit.SECONDS) ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
        assertThat(log.head().position()).isEqualTo(21);
    }

    @Test
    void many_writers_share_the_positions_without_gap_or_double() throws Exception {
        Set<Long> positions = Collections.synchronizedSet(new HashSet<>());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                EventLog node = writer % 2 == 0 ? log : otherNode();
                writers.add(
                        callers.submit(
                                () -> {
                                    for (int i = 0; i < 25; i++) {
                                        Appended appended =
                                                await(
                                                        node.append(
                                                                List.of(event("A"), event("B")),
                                                                AppendCondition.NONE));
                                        assertThat(appended.last()).isEqualTo(appended.first() + 1);
                                        positions.add(appended.first());
                                        positions.add(appended.last());
                                    }
                                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(positions).hasSize(400).contains(1L, 400L);
        Poll.until("the head", patience(), () -> log.head().position() == 400);
        assertThat(names(log.read(1, 1000))).hasSize(400).startsWith("A", "B", "A", "B");
    }

    @Test
    void nodes_refuse_what_another_node_has_made_stale() {
        EventLog other = otherNode();
        append(event("A", "lot=1"));

        assertThatThrownBy(
                        () ->
                                await(
                                        other.append(
                                                List.of(event("B", "lot=1")),
                                                new AppendCondition(tagged("lot=1"), 0))))
                .isInstanceOf(AppendConflict.class);
        Appended next =
                await(
                        other.append(
                                List.of(event("B", "lot=1")),
                                new AppendCondition(tagged("lot=1"), 1)));
        assertThat(next.first()).isEqualTo(2);
        assertThat(conflicts(tagged("lot=1"), 1)).isTrue();
    }

    @Test
    void nodes_see_each_others_commits() {
        EventLog other = otherNode();
        append(event("A"));
        Poll.until("the other node's head", patience(), () -> other.head().position() == 1);

        await(other.append(List.of(event("B")), AppendCondition.NONE));
        Poll.until("this node's head", patience(), () -> log.head().position() == 2);

        assertThat(names(log.read(1, 10))).containsExactly("A", "B");
        assertThat(names(other.source(Criteria.EVERYTHING, 1).events())).containsExactly("A", "B");
    }

    @Test
    void a_caller_reads_its_own_write_at_once() {
        for (int i = 1; i <= 20; i++) {
            Appended appended = append(event("A", "lot=" + i));
            assertThat(log.source(tagged("lot=" + i), 1).events()).hasSize(1);
            assertThat(log.read(appended.first(), 1)).hasSize(1);
        }
    }

    @Test
    void listeners_hear_of_own_commits_and_of_others() {
        AtomicInteger calls = new AtomicInteger();
        try (Subscription _ = log.onAppend(calls::incrementAndGet)) {
            append(event("A"));
            Poll.until("a call for the own commit", patience(), () -> calls.get() >= 1);
            int before = calls.get();
            await(otherNode().append(List.of(event("B")), AppendCondition.NONE));
            Poll.until("a call for the other's commit", patience(), () -> calls.get() > before);
        }
        Poll.until("the head", patience(), () -> log.head().position() == 2);
    }

    @Test
    void a_closed_subscription_hears_nothing_more() {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        log.onAppend(closed::incrementAndGet).close();
        try (Subscription _ = log.onAppend(open::incrementAndGet)) {
            append(event("A"));
            Poll.until("a call of the open one", patience(), () -> open.get() >= 1);
        }
        assertThat(closed).hasValue(0);
    }

    @Test
    void a_listener_finds_the_head_already_moved() {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        try (Subscription _ = log.onAppend(() -> seen.complete(log.head().position()))) {
            append(event("A"));
            Poll.until("a call", patience(), seen::isDone);
            assertThat(seen.join()).isEqualTo(1);
        }
    }

    @Test
    void a_caller_that_blocks_in_its_callback_stops_nobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> blocked =
                CompletableFuture.runAsync(
                        () ->
                                log.append(List.of(event("A")), AppendCondition.NONE)
                                        .thenAccept(_ -> awaitLatch(release))
                                        .join(),
                        Thread::startVirtualThread);
        Poll.until("the blocked caller's commit", patience(), () -> log.head().position() == 1);
        try {
            Appended next =
                    log.append(List.of(event("B")), AppendCondition.NONE).get(10, TimeUnit.SECONDS);
            assertThat(next.last()).isEqualTo(2);
        } finally {
            release.countDown();
        }
        blocked.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_time_is_found_at_the_first_event_recorded_then_or_later() {
        append(eventAt(NOON, "A"), eventAt(NOON.plusSeconds(10), "B"));
        append(eventAt(NOON.plusSeconds(5), "late"));
        append(eventAt(NOON.plusSeconds(20), "C"), eventAt(NOON.plusSeconds(30), "D"));

        assertThat(log.positionAt(NOON.minusSeconds(1))).isEqualTo(1);
        assertThat(log.positionAt(NOON)).isEqualTo(1);
        assertThat(log.positionAt(NOON.plusMillis(1))).isEqualTo(2);
        assertThat(log.positionAt(NOON.plusSeconds(10))).isEqualTo(2);
        assertThat(log.positionAt(NOON.plusSeconds(11))).isEqualTo(4);
        assertThat(log.positionAt(NOON.plusSeconds(25))).isEqualTo(5);
        assertThat(log.positionAt(NOON.plusSeconds(31))).isEqualTo(6);
    }

    @Test
    void a_time_is_found_in_a_long_log() {
        for (int i = 0; i < BEYOND_THE_WINDOW; i++) {
            append(eventAt(NOON.plusSeconds(i), "A"), eventAt(NOON.plusSeconds(i), "B"));
        }
        for (int i = 0; i < BEYOND_THE_WINDOW; i++) {
            assertThat(log.positionAt(NOON.plusSeconds(i))).isEqualTo(2L * i + 1);
        }
        append(eventAt(NOON.plusSeconds(BEYOND_THE_WINDOW), "C"));
        assertThat(log.positionAt(NOON.plusSeconds(BEYOND_THE_WINDOW)))
                .isEqualTo(2L * BEYOND_THE_WINDOW + 1);
        assertThat(log.positionAt(NOON.plusSeconds(3))).isEqualTo(7);
    }

    @Test
    void a_commit_of_too_many_events_is_refused_whole() {
        List<NewEvent> many =
                Collections.nCopies(Limits.MAX_EVENTS_PER_COMMIT + 1, event("A", "lot=1"));

        assertThatThrownBy(() -> await(log.append(many, AppendCondition.NONE)))
                .isInstanceOf(CommitTooLarge.class)
                .hasMessageContaining("20001")
                .hasMessageContaining("20000");
        assertThat(log.head().position()).isZero();
        assertThat(append(event("B")).first()).isEqualTo(1);
    }

    @Test
    void a_commit_of_too_many_bytes_is_refused_whole() {
        NewEvent large = eventOf("x".repeat(8 * 1024 * 1024));

        assertThatThrownBy(() -> append(large, eventOf(large.data())))
                .isInstanceOf(CommitTooLarge.class)
                .hasMessageContaining(String.valueOf(Limits.MAX_COMMIT_BYTES));
        assertThat(log.head().position()).isZero();
        assertThat(append(event("B")).first()).isEqualTo(1);
    }

    @Test
    void a_large_commit_within_the_limits_is_one_commit() {
        List<NewEvent> many = range(0, 5_000).mapToObj(i -> event("A", "serial=" + i)).toList();

        Appended appended = await(log.append(many, AppendCondition.NONE));

        assertThat(appended.last()).isEqualTo(5_000);
        assertThat(log.source(tagged("serial=4711"), 1).events())
                .singleElement()
                .extracting(StoredEvent::position)
                .isEqualTo(4_712L);
        assertThat(log.read(1, Integer.MAX_VALUE)).hasSize(5_000);
    }

    @Test
    void an_empty_append_answers_the_empty_range_after_the_head() {
        Appended before = append(event("A"), event("B"));

        Appended empty = await(log.append(List.of(), new AppendCondition(Criteria.EVERYTHING, 0)));

        assertThat(empty).isEqualTo(new Appended(3, 2, before.hash()));
        assertThat(log.head().position()).isEqualTo(2);
    }

    @Test
    void half_a_character_is_refused_before_anything_is_stored() {
        assertThatThrownBy(() -> append(eventOf("\"\uD83D\"")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(append(event("B")).first()).isEqualTo(1);
        assertThat(names(log.read(1, 10))).containsExactly("B");
    }

    @Test
    void the_largest_commit_is_read_in_pieces() {
        List<NewEvent> many =
                range(0, Limits.MAX_EVENTS_PER_COMMIT).mapToObj(i -> event("A", "n=" + i)).toList();

        await(log.append(many, AppendCondition.NONE));

        List<StoredEvent> first = log.read(1, Integer.MAX_VALUE);
        assertThat(first).hasSize(Limits.MAX_READ);
        assertThat(log.read(first.getLast().position() + 1, Integer.MAX_VALUE).getLast().id())
                .isEqualTo(many.getLast().id());
    }

    @Test
    void a_refused_commit_of_many_events_stores_none_of_them() {
        append(event("A", "lot=1"));

        AppendCondition condition = new AppendCondition(tagged("lot=1"), 0);
        assertThatThrownBy(() -> append(condition, event("B"), event("C"), event("D")))
                .isInstanceOf(AppendConflict.class);

        assertThat(log.head().position()).isEqualTo(1);
        assertThat(append(event("E")).first()).isEqualTo(2);
    }

    @Test
    void a_condition_from_beyond_the_head_or_before_the_start_is_one_from_there() {
        append(event("A", "lot=1"));

        assertThat(conflicts(tagged("lot=1"), 1_000_000)).isFalse();
        assertThat(conflicts(tagged("lot=1"), -5)).isTrue();
        assertThat(conflicts(tagged("lot=2"), -5)).isFalse();
        assertThat(log.head().position()).isEqualTo(3);
    }

    @Test
    void any_alternative_of_an_old_condition_is_enough_to_refuse() {
        append(event("A", "lot=1"), event("B", "bin=1"), event("C"));
        fillTheWindow();

        Criterion nothing = criterion("x=1");
        Criterion byType = new Criterion(Set.of(), Set.of("C", "X"));
        Criterion byBoth = new Criterion(tags("bin=1"), Set.of("A", "B"));
        assertThat(conflicts(Criteria.of(nothing, byType), 2)).isTrue();
        assertThat(conflicts(Criteria.of(nothing, byBoth), 1)).isTrue();
        assertThat(conflicts(Criteria.of(nothing, byBoth), 2)).isFalse();
        assertThat(conflicts(Criteria.of(byBoth, byType), 3)).isFalse();
        assertThat(conflicts(Criteria.of(nothing, criterion("filler=7")), 3)).isTrue();
    }

    @Test
    void an_old_boundary_is_sourced_by_any_of_its_alternatives() {
        append(event("A", "lot=1"), event("B", "bin=1", "lot=1"), event("C"));
        fillTheWindow();
        append(event("D", "bin=1"), event("A"));

        Criteria criteria =
                Criteria.of(
                        criterion("lot=1"),
                        criterion("bin=1"),
                        new Criterion(Set.of(), Set.of("C")));
        assertThat(names(log.source(criteria, 1).events())).containsExactly("A", "B", "C", "D");
        assertThat(log.source(criteria, 1).position()).isEqualTo(log.head().position());
        assertThat(log.source(tagged("filler=3", "lot=1"), 1).events()).isEmpty();
    }

    @Test
    void a_node_decides_old_conditions_over_other_nodes_commits() {
        EventLog other = otherNode();
        append(event("A", "lot=1"));
        fillTheWindow();

        assertThatThrownBy(
                        () ->
                                await(
                                        other.append(
                                                List.of(event("B")),
                                                new AppendCondition(tagged("lot=1"), 0))))
                .isInstanceOf(AppendConflict.class);
        assertThat(
                        await(
                                        other.append(
                                                List.of(event("B", "lot=1")),
                                                new AppendCondition(tagged("lot=1"), 1)))
                                .first())
                .isEqualTo(2 + BEYOND_THE_WINDOW);
    }

    @Test
    void a_follower_sees_every_event_once_and_in_order_whoever_appends() throws Exception {
        int each = 60;
        List<StoredEvent> followed = Collections.synchronizedList(new ArrayList<>());
        Runnable follow =
                () -> {
                    synchronized (followed) {
                        List<StoredEvent> next = log.read(followed.size() + 1, 7);
                        while (!next.isEmpty()) {
                            followed.addAll(next);
                            next = log.read(followed.size() + 1, 7);
                        }
                    }
                };
        EventLog other = otherNode();
        try (Subscription _ = log.onAppend(follow);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (EventLog node : List.of(log, other)) {
                for (int i = 0; i < each; i++) {
                    callers.execute(
                            () ->
                                    await(
                                            node.append(
                                                    List.of(event("A"), event("B")),
                                                    AppendCondition.NONE)));
                }
            }
            Poll.until("all events", patience(), () -> followed.size() == 4 * each);
        }
        assertThat(followed)
                .extracting(StoredEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 4L * each).boxed().toList());
        assertThat(followed).extracting(StoredEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void no_time_is_found_beyond_the_last_event() {
        assertThat(log.positionAt(NOON)).isEqualTo(1);

        append(event("A"), event("B"));

        assertThat(log.positionAt(NOON.plusMillis(1))).isEqualTo(3);
    }

    @Test
    void a_clock_that_jumps_back_changes_nothing_but_its_own_events() {
        append(eventAt(NOON.plusSeconds(3_600), "A"));
        append(eventAt(NOON.minusSeconds(3_600), "B"), eventAt(NOON, "C"));
        append(eventAt(NOON.plusSeconds(3_601), "D"));

        assertThat(log.read(1, 10))
                .extracting(StoredEvent::at)
                .containsExactly(
                        NOON.plusSeconds(3_600),
                        NOON.minusSeconds(3_600),
                        NOON,
                        NOON.plusSeconds(3_601));
        assertThat(log.positionAt(NOON)).isEqualTo(1);
        assertThat(log.positionAt(NOON.plusSeconds(3_601))).isEqualTo(4);
    }

    @Test
    void a_closed_log_says_that_nothing_was_stored() {
        append(event("A"));

        subject.log().close();

        assertThatThrownBy(() -> append(event("B")))
                .isInstanceOf(LogUnavailable.class)
                .hasMessageEndingWith("Nothing was stored.");
    }

    private Appended append(NewEvent... events) {
        return append(AppendCondition.NONE, events);
    }

    private Appended append(AppendCondition condition, NewEvent... events) {
        return await(log.append(List.of(events), condition));
    }

    private boolean conflicts(Criteria criteria, long after) {
        return !wins(new AppendCondition(criteria, after), event("Probe"));
    }

    private boolean wins(AppendCondition condition, NewEvent event) {
        try {
            append(condition, event);
            return true;
        } catch (AppendConflict conflict) {
            return false;
        }
    }

    private static Appended await(CompletableFuture<Appended> answer) {
        try {
            return answer.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fillTheWindow() {
        for (int i = 0; i < BEYOND_THE_WINDOW; i++) {
            append(event("Filler", "filler=" + i));
        }
    }

    /// The event as another node, or the store itself, has it.
    private StoredEvent reread(long position) {
        EventLog other = otherNode();
        Poll.until("the other node's head", patience(), () -> other.head().position() >= position);
        return other.read(position, 1).getFirst();
    }

    private static List<String> names(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::name).toList();
    }

    private static List<String> names(Changes changes) {
        return names(changes.events().getFirst());
    }

    private static Criteria tagged(String... tags) {
        return Criteria.of(criterion(tags));
    }

    private static Criterion criterion(String... tags) {
        return new Criterion(tags(tags), Set.of());
    }

    private static Criteria type(String... names) {
        return Criteria.of(new Criterion(Set.of(), Set.of(names)));
    }
}
