package io.lotline.projections.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LogSettings;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.testing.Poll;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import io.lotline.projections.TestLog;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewStore;
import io.lotline.projections.store.Where;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A view is built anew beside the edition that queries read, on every store.
///
/// The log of these tests has one kind of event, and the view counts them: at position N the count
/// is N. So each read shows what it reflects.
abstract class RebuildContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// So much that the most of it is folded far from the log's end.
    private static final int HISTORY = 20_000;
    private static final String SUM = "sum";

    private final AtomicLong poison = new AtomicLong();
    private final AtomicLong lowestFolded = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong looks = new AtomicLong();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /// Goes back by hours at every look, which nothing may depend on.
    private final Clock clock =
            ((InstantSource) () -> Instant.now().minus(Duration.ofHours(looks.incrementAndGet())))
                    .withZone(ZoneOffset.UTC);

    private LotlineStore store;
    private ViewStore views;
    private TestLog log;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        store = open();
        views = new ViewStore(store);
        log = new TestLog(store.log(), Instant.parse("2026-11-22T00:00:00Z"));
        for (int i = 0; i < HISTORY; i += 100) {
            log.append(issued(i, 100));
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void under_constant_load_no_read_fails_and_none_shows_less_than_was_told_before() {
        try (Node node = new Node(store.log(), 1);
                Node other = new Node(otherLog(), 1);
                Load load = new Load()) {
            node.await(HISTORY);
            other.await(HISTORY);
            load.read(node.engine, node.documents);
            load.read(other.engine, other.documents);
            node.engine.rebuild("counts");
            awaitLive(node, 2);
            awaitLive(other, 2);
            long reads = load.reads();
            load.awaitReads(reads + 200);

            load.end();
            assertThat(load.failure()).isNull();
            assertThat(node.engine.health().getFirst().rebuild()).isNull();
        }
    }

    @Test
    void a_reader_that_moves_before_the_new_edition_has_caught_up_is_found_out() {
        try (Node node = new Node(store.log(), 1);
                Load load = new Load()) {
            node.await(HISTORY);
            Documents<Count> eager =
                    views.documents(
                            new Counts(1),
                            () -> {
                                Editions known = views.editions().of("counts", 1);
                                Edition next = known.next();
                                return next == null ? known.live() : next;
                            });
            poison.set(HISTORY / 2);
            node.engine.rebuild("counts");
            load.read(node.engine, eager);
            Poll.until("the reader to be found out", PATIENCE, () -> load.failure() != null);
        }
    }

    @Test
    void the_rebuilt_documents_are_those_that_were_live() {
        try (Node node = new Node(store.log(), 1)) {
            node.await(HISTORY);
            Edition before = node.engine.edition("counts");
            Map<String, Document> live = stored(before);

            node.engine.rebuild("counts");
            awaitLive(node, 2);

            assertThat(stored(node.engine.edition("counts"))).isEqualTo(live).hasSize(1 + 10);
            assertThat(stored(before)).as("for reads on their way").isEqualTo(live);
            Poll.until(
                    "the drop",
                    PATIENCE,
                    () -> {
                        ahead.updateAndGet(ViewEngine.GRACE::plus);
                        return views.editions().of("counts", 1).retired().isEmpty();
                    });
            assertThat(stored(before)).isEmpty();
            assertThat(node.count()).isEqualTo(HISTORY);
        }
    }

    @Test
    void a_rebuild_that_was_interrupted_goes_on_where_it_was() {
        int half = HISTORY / 2;
        try (Node node = new Node(store.log(), 1)) {
            node.await(HISTORY);
            poison.set(half);
            node.engine.rebuild("counts");
            Poll.until("the stop", PATIENCE, () -> rebuild(node).stopped() != null);
            assertThat(rebuild(node).stopped().position()).isEqualTo(half);
            assertThat(rebuild(node).position()).isEqualTo(half - 1);
            assertThat(node.engine.health().getFirst().stopped()).as("the live one").isNull();
            node.await(log.append(issued(0, 1)));
        }
        poison.set(0);
        lowestFolded.set(Long.MAX_VALUE);
        try (Node node = new Node(store.log(), 1)) {
            awaitLive(node, 2);
            assertThat(lowestFolded.get()).isEqualTo(half);
            assertThat(node.count()).isEqualTo(HISTORY + 1);
        }
    }

    @Test
    void a_stopped_rebuild_goes_on_when_told_to_or_is_given_up() {
        try (Node node = new Node(store.log(), 1)) {
            node.await(HISTORY);
            poison.set(10);
            node.engine.rebuild("counts");
            Poll.until("the stop", PATIENCE, () -> rebuild(node).stopped() != null);
            assertThat(node.engine.cancelRebuild("counts").rebuild()).isNull();
            assertThat(node.count()).isEqualTo(HISTORY);

            node.engine.rebuild("counts");
            Poll.until("the stop", PATIENCE, () -> rebuild(node).stopped() != null);
            poison.set(0);
            node.engine.resume("counts", PATIENCE);
            awaitLive(node, 3);
        }
    }

    @Test
    void a_changed_version_takes_over_when_it_has_caught_up_and_not_before() {
        try (Node node = new Node(store.log(), 1)) {
            node.await(HISTORY);
        }
        poison.set(HISTORY / 2);
        try (Node changed = new Node(store.log(), 2)) {
            Poll.until(
                    "the stop",
                    PATIENCE,
                    () -> rebuild(changed) != null && rebuild(changed).stopped() != null);
            assertThat(changed.engine.position("counts")).isEqualTo(HISTORY);
            assertThat(changed.documents.find(SUM).orElseThrow().version()).isEqualTo(1);

            poison.set(0);
            changed.engine.resume("counts", PATIENCE);
            Poll.until(
                    "the switch", PATIENCE, () -> changed.engine.edition("counts").version() == 2);
            assertThat(changed.engine.position("counts")).isEqualTo(HISTORY);
            assertThat(changed.documents.find(SUM).orElseThrow().version()).isEqualTo(2);
            changed.await(log.append(issued(0, 1)));

            try (Node old = new Node(otherLog(), 1)) {
                assertThat(old.engine.edition("counts").version()).isEqualTo(2);
                old.await(HISTORY + 1);
                assertThat(old.count()).isEqualTo(HISTORY + 1);
            }
        }
    }

    private EventLog otherLog() {
        return store.openLog(LogSettings.DEFAULT, new SimpleMeterRegistry());
    }

    private static void awaitLive(Node node, int build) {
        Poll.until(
                "build " + build, PATIENCE, () -> node.engine.edition("counts").build() == build);
    }

    private static ViewHealth.@Nullable Rebuild rebuild(Node node) {
        return node.engine.health().getFirst().rebuild();
    }

    private Map<String, Document> stored(Edition edition) {
        Map<String, Document> stored = new TreeMap<>();
        store.database()
                .getCollection("view_" + edition.name())
                .find()
                .forEach(document -> stored.put(document.getString("_id"), document));
        return stored;
    }

    private static List<KeyIssued> issued(int from, int count) {
        List<KeyIssued> events = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            events.add(
                    new KeyIssued(
                            new KeyId("k" + i % 10),
                            "a key",
                            CallerRole.OPERATOR,
                            null,
                            Set.of(),
                            "hash"));
        }
        return events;
    }

    /// @param version of the view that folded it
    record Count(int count, int version) {}

    /// An engine with the one view, as a node has it.
    private final class Node implements AutoCloseable {
        private final EventLog of;
        private final ViewEngine engine;
        private final Documents<Count> documents;

        Node(EventLog of, int version) {
            this.of = of;
            this.engine =
                    new ViewEngine(
                            of,
                            views.tokens(Clock.systemUTC()),
                            views.editions(),
                            views,
                            new SimpleMeterRegistry(),
                            clock,
                            Healing.ON,
                            () -> System.nanoTime() + ahead.get().toNanos());
            Counts view = new Counts(version);
            engine.add(view);
            engine.start();
            this.documents = views.documents(view, () -> engine.edition("counts"));
        }

        void await(long position) {
            assertThat(engine.awaitPosition("counts", position, PATIENCE)).isTrue();
        }

        int count() {
            return documents.find(SUM).orElseThrow().count();
        }

        @Override
        public void close() {
            engine.close();
            if (of != store.log()) {
                of.close();
            }
        }
    }

    /// One writer and any number of readers, until it is closed.
    private final class Load implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong reads = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final List<Thread> threads = new ArrayList<>();

        Load() {
            begin(() -> log.append(issued(0, 3)));
        }

        void read(ViewEngine engine, Documents<Count> documents) {
            AtomicLong told = new AtomicLong();
            begin(
                    () -> {
                        long position = engine.position("counts");
                        int count = documents.find(SUM).map(Count::count).orElse(0);
                        assertThat(position).isGreaterThanOrEqualTo(told.get());
                        assertThat((long) count).isGreaterThanOrEqualTo(position);
                        int found = documents.find(Where.ALL, null, 100).items().size();
                        assertThat(found).isEqualTo(1 + 10);
                        told.set(position);
                        reads.incrementAndGet();
                    });
        }

        private void begin(Runnable work) {
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        while (!ended.get() && failure.get() == null) {
                                            try {
                                                work.run();
                                            } catch (RuntimeException | AssertionError e) {
                                                failure.compareAndSet(null, e);
                                            }
                                        }
                                    }));
        }

        long reads() {
            return reads.get();
        }

        void awaitReads(long count) {
            Poll.until("reads", PATIENCE, () -> reads.get() >= count || failure.get() != null);
        }

        @Nullable Throwable failure() {
            return failure.get();
        }

        void end() {
            ended.set(true);
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void close() {
            end();
        }
    }

    /// Counts the events, together and by key.
    private final class Counts implements View<Count> {
        private final int version;

        Counts(int version) {
            this.version = version;
        }

        @Override
        public String name() {
            return "counts";
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public Class<Count> documentType() {
            return Count.class;
        }

        @Override
        public Set<String> keys(Recorded recorded) {
            return recorded.event() instanceof KeyIssued issued
                    ? Set.of(SUM, issued.key().value())
                    : Set.of();
        }

        @Override
        public Count fold(@Nullable Count before, Recorded recorded, String key) {
            if (recorded.position() == poison.get()) {
                throw new IllegalStateException("position %d is bad".formatted(poison.get()));
            }
            lowestFolded.accumulateAndGet(recorded.position(), Math::min);
            return new Count(before == null ? 1 : before.count() + 1, version);
        }
    }
}
