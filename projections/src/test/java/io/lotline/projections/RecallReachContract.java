package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.testing.ForwardingLog;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.recall.KeptReaches;
import io.lotline.projections.recall.RecallReach;
import io.lotline.projections.recall.RecallReachView;
import io.lotline.projections.recall.RecallReaches;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.ViewProgress;
import io.lotline.projections.testing.Progresses;
import io.lotline.projections.testing.RandomGoods;
import io.lotline.projections.testing.Story;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a recall's reach answers from its view is what the log's own events add up to, at the very
/// position that it names, whatever the pages are long.
abstract class RecallReachContract {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-26T00:30:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<EnterpriseId> CALLERS =
            Arrays.asList(null, Story.ALPHA, Story.BETA, Story.HOSPITAL);

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomGoods goods = new RandomGoods(random);
    private final List<RecallId> recalls = new ArrayList<>();
    private LotlineStore store;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        store = open();
        new Story(store.log()).masterData();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private Views views() {
        return Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC());
    }

    private KeptReaches kept(Views views, ViewProgress progress) {
        return new KeptReaches(views.documents(new RecallReachView()), progress);
    }

    private static ViewProgress progress(Views views) {
        return new ViewProgress() {
            @Override
            public long position() {
                return views.position(RecallReachView.NAME);
            }

            @Override
            public boolean await(long position, Duration patience) {
                return views.await(position, PATIENCE, RecallReachView.NAME);
            }
        };
    }

    /// Answers from the view only: what else it asks of the log are few events under other tags.
    private RecallReaches fromView(Views views, ViewProgress progress) {
        return new RecallReaches(
                new WithoutMoves(store.log()), kept(views, progress), CLOCK, Views.PARK);
    }

    private RecallReaches fromLog() {
        return new RecallReaches(store.log(), CLOCK, Views.PARK);
    }

    private void append(int steps) {
        TestLog log = new TestLog(store.log(), Instant.parse("2026-11-22T00:30:00Z"));
        for (int i = 0; i < steps; i++) {
            List<WarehouseEvent> events = new ArrayList<>(goods.next());
            if (random.nextInt(20) == 0) {
                events.add(recall());
            }
            log.append(events);
        }
    }

    /// Of lots, of pieces, or of both, some of which are the same goods.
    private RecallStarted recall() {
        RecallId recall = new RecallId("REACH-" + recalls.size());
        recalls.add(recall);
        Set<LotNumber> lots = new LinkedHashSet<>();
        Set<SerialNumber> serials = new LinkedHashSet<>();
        int kind = random.nextInt(4);
        if (kind < 3) {
            lots.add(random.nextBoolean() ? RandomGoods.PLAIN : RandomGoods.PIECES);
        }
        if (kind == 2) {
            lots.add(RandomGoods.PIECES);
        }
        if (kind > 0) {
            goods.serials().stream().filter(_ -> random.nextBoolean()).forEach(serials::add);
        }
        serials.add(new SerialNumber("NEVER"));
        return new RecallStarted(
                recall, 2, RandomGoods.DI, lots, serials, "breaks", random.nextBoolean());
    }

    @Test
    void the_reach_in_the_view_is_what_the_log_says() {
        try (Views views = views()) {
            for (int round = 0; round < 3; round++) {
                append(50);
                RecallReaches kept = fromView(views, progress(views));
                for (RecallId recall : recalls) {
                    for (EnterpriseId caller : CALLERS) {
                        assertSame(kept, recall, caller);
                    }
                }
            }
        }
        assertThat(recalls).isNotEmpty();
    }

    private void assertSame(RecallReaches kept, RecallId recall, @Nullable EnterpriseId caller) {
        int limit = 1 + random.nextInt(4);
        Optional<RecallReach> actual = kept.reach(recall, caller, Long.MAX_VALUE, limit);
        assertThat(actual)
                .as("%s for %s by %d", recall, caller, limit)
                .isEqualTo(fromLog().reach(recall, caller, Long.MAX_VALUE, limit));
        if (actual.isPresent()) {
            RecallReach whole =
                    fromLog().reach(recall, caller, Long.MAX_VALUE, 1_000).orElseThrow();
            assertThat(
                            whole(
                                    after ->
                                            kept.locations(recall, caller, after, limit)
                                                    .orElseThrow()
                                                    .page()))
                    .isEqualTo(whole.locations());
            assertThat(
                            whole(
                                    after ->
                                            kept.underway(recall, caller, after, limit)
                                                    .orElseThrow()
                                                    .page()))
                    .isEqualTo(whole.underway());
            assertThat(
                            whole(
                                    after ->
                                            kept.consignees(recall, caller, after, limit)
                                                    .orElseThrow()
                                                    .page()))
                    .isEqualTo(whole.consignees());
        }
    }

    private static <T> List<T> whole(Function<@Nullable String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<T> page = pages.apply(after);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    @Test
    void a_reach_asked_for_while_goods_move_is_that_of_the_position_it_names() throws Exception {
        try (Views views = views();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            assertThat(strayed(kept(views, progress(views)), writer)).isEmpty();
        }
    }

    @Test
    void a_reach_that_does_not_wait_for_its_view_is_found_out() throws Exception {
        try (Views views = views();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            assertThat(strayed(kept(views, Progresses.boasting(store.log())), writer)).isNotEmpty();
        }
    }

    /// What of the answers, asked for while goods move, is not what the log says of their position.
    private List<String> strayed(KeptReaches view, ExecutorService writer) throws Exception {
        append(60);
        new TestLog(store.log(), Instant.parse("2026-11-22T00:30:00Z")).append(recall());
        RecallId recall = recalls.getLast();
        RecallReaches kept = new RecallReaches(store.log(), view, CLOCK, Views.PARK);
        List<String> strayed = new ArrayList<>();
        Future<?> writing = writer.submit(() -> append(300));
        while (!writing.isDone()) {
            RecallReach answer = kept.reach(recall, null, Long.MAX_VALUE, 5).orElseThrow();
            RecallReach expected =
                    fromLog().reach(recall, null, answer.position(), 5).orElseThrow();
            if (!answer.equals(expected)) {
                strayed.add("%s\n%s".formatted(expected, answer));
            }
        }
        writing.get();
        return strayed;
    }

    @Test
    void without_its_view_a_reach_is_folded_from_the_log() {
        append(60);
        new TestLog(store.log(), Instant.parse("2026-11-22T00:30:00Z")).append(recall());
        ViewProgress stuck = Progresses.stuck(0);
        try (Views views = views()) {
            RecallReaches kept =
                    new RecallReaches(store.log(), kept(views, stuck), CLOCK, Views.PARK);
            assertSame(kept, recalls.getLast(), null);
        }
    }

    @Test
    void a_recall_that_was_closed_meanwhile_is_closed_at_the_position_that_is_named() {
        append(30);
        TestLog log = new TestLog(store.log(), Instant.parse("2026-11-22T00:30:00Z"));
        RecallStarted started = recall();
        log.append(started);
        try (Views views = views()) {
            assertThat(views.await(store.log().head().position(), PATIENCE)).isTrue();
            log.append(
                    new RecallClosed(
                            started.recall(),
                            started.di(),
                            started.lots(),
                            started.serials(),
                            "lost on the way"));
            RecallReach reach =
                    fromView(views, progress(views))
                            .reach(started.recall(), null, Long.MAX_VALUE, 10)
                            .orElseThrow();
            assertThat(reach.state()).isEqualTo(RecallState.CLOSED);
            assertThat(reach.explanation()).isEqualTo("lost on the way");
            assertThat(reach.position()).isEqualTo(store.log().head().position());
        }
    }

    /// A log that answers nothing about what moved.
    private static final class WithoutMoves extends ForwardingLog {
        WithoutMoves(EventLog log) {
            super(log);
        }

        @Override
        public Sourced source(Criteria criteria, long from) {
            String moved = EventCatalogue.nameOf(GoodsMoved.class);
            if (criteria.alternatives().stream().anyMatch(one -> one.names().contains(moved))) {
                throw new AssertionError("the reach was folded from the log: " + criteria);
            }
            return log.source(criteria, from);
        }

        @Override
        public void close() {
            // who opened the log closes it
        }
    }
}
