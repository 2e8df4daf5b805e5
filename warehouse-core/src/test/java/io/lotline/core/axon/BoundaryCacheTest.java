package io.lotline.core.axon;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.eventOf;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.axon.BoundaryCache.Boundary;
import io.lotline.core.axon.BoundaryCache.Found;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.mongo.LogSettings;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.ForwardingLog;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundaryCacheTest {
    private static final long SOME_BYTES = 1024 * 1024;

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger decoded = new AtomicInteger();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void an_event_is_decoded_once_for_as_many_readers_as_come() {
        BoundaryCache cache = cache(SOME_BYTES);
        append(event("A", "lot=1"), event("B", "lot=1"));

        for (int i = 0; i < 5; i++) {
            assertThat(names(cache.read(tagged("lot=1")))).containsExactly("A", "B");
        }
        append(event("C", "lot=1"));
        assertThat(names(cache.read(tagged("lot=1")))).containsExactly("A", "B", "C");

        assertThat(decoded).hasValue(3);
        assertThat(count("misses")).isEqualTo(1);
        assertThat(count("hits")).isEqualTo(4);
        assertThat(count("extensions")).isEqualTo(1);
    }

    @Test
    void what_is_asked_of_the_log_is_only_what_came_since() {
        List<Long> asked = new ArrayList<>();
        BoundaryCache cache =
                new BoundaryCache(
                        new ForwardingLog(log) {
                            @Override
                            public Changes changes(List<Since> parts) {
                                parts.forEach(part -> asked.add(part.after()));
                                return super.changes(parts);
                            }
                        },
                        StoredEventMessage::new,
                        SOME_BYTES,
                        metrics);
        append(event("A", "lot=1"));
        cache.read(tagged("lot=1"));
        append(event("B", "lot=2"));
        cache.read(tagged("lot=1"));
        cache.read(tagged("lot=1"));

        assertThat(asked).containsExactly(0L, 1L, 2L);
    }

    @Test
    void alternatives_are_shared_by_boundaries_and_none_of_their_events_comes_twice() {
        BoundaryCache cache = cache(SOME_BYTES);
        append(event("A", "lot=1"), event("B", "bin=1"), event("C", "lot=1", "bin=1"));
        cache.read(tagged("lot=1"));

        Boundary both =
                cache.read(
                        Criteria.of(
                                new Criterion(tags("bin=1"), Set.of()),
                                new Criterion(tags("lot=1"), Set.of())));

        assertThat(names(both)).containsExactly("A", "B", "C");
        assertThat(both.position()).isEqualTo(3);
        assertThat(count("hits")).isEqualTo(1);
        assertThat(count("misses")).isEqualTo(2);
    }

    @Test
    void boundaries_without_tags_are_not_kept() {
        BoundaryCache cache = cache(SOME_BYTES);
        append(event("A", "lot=1"));
        Criteria byName = Criteria.of(new Criterion(Set.of(), Set.of("A")));

        assertThat(names(cache.read(byName))).containsExactly("A");
        assertThat(names(cache.read(byName))).containsExactly("A");
        assertThat(names(cache.read(Criteria.EVERYTHING))).containsExactly("A");

        assertThat(count("misses")).isEqualTo(3);
        assertThat(metrics.get("lotline.boundaries.bytes").gauge().value()).isZero();
    }

    @Test
    void the_limit_of_bytes_holds_and_what_is_used_again_stays() {
        BoundaryCache cache = cache(SOME_BYTES);
        append(event("A", "lot=daily"));
        cache.read(tagged("lot=daily"));
        cache.read(tagged("lot=daily"));
        for (int i = 0; i < 5_000; i++) {
            cache.read(tagged("request=" + i));
        }

        assertThat(metrics.get("lotline.boundaries.bytes").gauge().value())
                .isLessThan(SOME_BYTES / 2.0);
        assertThat(count("evictions")).isPositive();
        double missed = count("misses");
        cache.read(tagged("lot=daily"));
        assertThat(count("misses")).isEqualTo(missed);
    }

    @Test
    void a_boundary_that_would_fill_the_cache_is_answered_but_not_kept() {
        BoundaryCache cache = cache(SOME_BYTES);
        NewEvent large = eventOf("\"" + "x".repeat(200_000) + "\"");
        append(
                new NewEvent(
                        large.id(),
                        "Large",
                        1,
                        large.at(),
                        "k",
                        tags("lot=1"),
                        large.data(),
                        Map.of()));

        assertThat(names(cache.read(tagged("lot=1")))).containsExactly("Large");
        assertThat(names(cache.read(tagged("lot=1")))).containsExactly("Large");

        assertThat(count("misses")).isEqualTo(2);
        assertThat(metrics.get("lotline.boundaries.bytes").gauge().value()).isZero();
    }

    /// Readers on two nodes, a tail of a few commits and a cache of a few boundaries: every answer
    /// is what a look through the whole log finds up to the answer's position.
    @Test
    void every_answer_is_what_the_log_holds_up_to_one_position() throws Exception {
        LogSettings small = LogSettings.DEFAULT.withWindow(8, SOME_BYTES);
        try (LotlineStore store = TestStores.embedded(s -> s.withLog(small));
                EventLog other = store.openLog(small, new SimpleMeterRegistry())) {
            List<Answer> answers = readWhileOthersWrite(store.log(), other, 20 * 1024);

            assertThat(answers).hasSizeGreaterThan(1_000);
            List<StoredEvent> whole = store.log().read(1, 10_000);
            for (Answer answer : answers) {
                assertThat(answer.positions()).isEqualTo(fromScratch(whole, answer));
            }
        }
    }

    private record Answer(Criteria criteria, List<Long> positions, long position) {}

    private static List<Answer> readWhileOthersWrite(EventLog log, EventLog other, long bytes)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Answer>>> readers = new ArrayList<>();
            for (EventLog node : List.of(log, other)) {
                BoundaryCache cache =
                        new BoundaryCache(
                                node, StoredEventMessage::new, bytes, new SimpleMeterRegistry());
                for (int i = 0; i < 2; i++) {
                    Random random = new Random(i);
                    readers.add(threads.submit(() -> read(cache, random)));
                }
            }
            for (EventLog node : List.of(log, other)) {
                Random random = new Random(7);
                threads.submit(
                                () -> {
                                    for (int i = 0; i < 80; i++) {
                                        append(node, random);
                                    }
                                })
                        .get(60, TimeUnit.SECONDS);
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> reader : readers) {
                answers.addAll(reader.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private static void append(EventLog log, Random random) {
        log.append(
                        List.of(
                                event("A", "lot=" + random.nextInt(6)),
                                event("B", "bin=" + random.nextInt(6), "lot=0")),
                        AppendCondition.NONE)
                .join();
    }

    private static List<Answer> read(BoundaryCache cache, Random random) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Criteria criteria =
                    Criteria.of(
                            new Criterion(tags("lot=" + random.nextInt(6)), Set.of()),
                            new Criterion(tags("bin=" + random.nextInt(6)), Set.of("B")));
            Boundary boundary = cache.read(criteria);
            answers.add(
                    new Answer(
                            criteria,
                            boundary.events().stream().map(Found::position).toList(),
                            boundary.position()));
        }
        return answers;
    }

    private static List<Long> fromScratch(List<StoredEvent> whole, Answer answer) {
        return whole.stream()
                .filter(event -> event.position() <= answer.position())
                .filter(event -> answer.criteria().matches(event.tags(), event.name()))
                .map(StoredEvent::position)
                .toList();
    }

    private BoundaryCache cache(long bytes) {
        return new BoundaryCache(
                log,
                stored -> {
                    decoded.incrementAndGet();
                    return new StoredEventMessage(stored);
                },
                bytes,
                metrics);
    }

    private void append(NewEvent... events) {
        log.append(List.of(events), AppendCondition.NONE).join();
    }

    private double count(String name) {
        return metrics.get("lotline.boundaries." + name).counter().count();
    }

    private static Criteria tagged(String... tags) {
        return Criteria.of(new Criterion(tags(tags), Set.of()));
    }

    private static List<String> names(Boundary boundary) {
        return boundary.events().stream()
                .map(found -> ((StoredEventMessage) found.entry().message()).stored().name())
                .toList();
    }
}
