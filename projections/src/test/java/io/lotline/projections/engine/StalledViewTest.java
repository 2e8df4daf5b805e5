package io.lotline.projections.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import io.lotline.projections.TestLog;
import io.lotline.projections.engine.ViewHealth.Stalled;
import io.lotline.projections.store.ViewStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A view whose loop hangs in a call that does not return, or fails again and again without an
/// event being the reason.
class StalledViewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUICK = Duration.ofMillis(700);
    private static final Instant AT = Instant.parse("2026-11-25T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger hangs = new AtomicInteger();
    private final AtomicBoolean breaks = new AtomicBoolean();
    private LotlineStore store;
    private TestLog log;

    @BeforeEach
    void open() {
        store = TestStores.embedded();
        log = new TestLog(store.log(), AT);
    }

    @AfterEach
    void close() {
        never.countDown();
        store.close();
    }

    @Test
    void a_loop_that_hangs_is_replaced_and_counted_and_its_view_reaches_the_head() {
        hangs.set(1);
        try (ViewEngine engine = engine(new Healing(true, QUICK, Duration.ZERO))) {
            assertThat(engine.awaitPosition("sound", log.append(issued()), PATIENCE)).isTrue();

            assertThat(engine.awaitPosition("frail", 1, PATIENCE)).isTrue();
            assertThat(restarts("frail")).isEqualTo(1);
            assertThat(restarts("sound")).isZero();
            Poll.until("no stall", PATIENCE, () -> engine.health().getFirst().stalled() == null);
        }
    }

    /// The negative control of the test before.
    @Test
    void without_healing_it_hangs_for_good() {
        hangs.set(1);
        try (ViewEngine engine = engine(Healing.OFF)) {
            assertThat(engine.awaitPosition("sound", log.append(issued()), PATIENCE)).isTrue();
            assertThat(engine.awaitPosition("frail", 1, QUICK.multipliedBy(4))).isFalse();
            never.countDown();
        }
    }

    @Test
    void a_view_that_does_not_move_while_the_log_does_is_named_with_both_positions() {
        try (ViewEngine engine = engine(new Healing(true, QUICK, Duration.ZERO))) {
            assertThat(engine.awaitPosition("frail", log.append(issued()), PATIENCE)).isTrue();
            breaks.set(true);
            log.append(issued());
            long head = log.append(issued());
            Poll.until("the stall", PATIENCE, () -> engine.health().getFirst().stalled() != null);

            Stalled stalled = engine.health().getFirst().stalled();
            assertThat(stalled.position()).isEqualTo(1);
            assertThat(stalled.head()).isEqualTo(head);
            assertThat(engine.health().getLast().stalled()).isNull();
            Poll.until("a restart", PATIENCE, () -> restarts("frail") > 0);

            breaks.set(false);
            assertThat(engine.awaitPosition("frail", head, PATIENCE)).isTrue();
            assertThat(engine.health().getFirst().stalled()).isNull();
            assertThat(engine.health().getFirst().stopped()).isNull();
        }
    }

    /// A view that does not move because the log does not has nothing to answer for.
    @Test
    void a_quiet_log_stalls_nothing() {
        try (ViewEngine engine = engine(new Healing(true, QUICK, Duration.ZERO))) {
            assertThat(engine.awaitPosition("frail", log.append(issued()), PATIENCE)).isTrue();
            assertThat(engine.awaitPosition("sound", 1, PATIENCE)).isTrue();

            assertThat(engine.awaitPosition("frail", 2, QUICK.multipliedBy(3))).isFalse();
            assertThat(engine.health()).allMatch(view -> view.stalled() == null);
            assertThat(restarts("frail") + restarts("sound")).isZero();
        }
    }

    /// An outage that is over leaves no trace, though nothing came since that could be folded.
    @Test
    void a_failure_that_was_not_an_event_s_is_forgotten_when_the_store_answers() {
        try (ViewEngine engine = engine(Healing.ON)) {
            breaks.set(true);
            long head = log.append(issued());
            Poll.until("the failure", PATIENCE, () -> engine.health().getFirst().stopped() != null);
            assertThat(engine.health().getFirst().stopped().position()).isZero();
            breaks.set(false);
            assertThat(engine.awaitPosition("frail", head, PATIENCE)).isTrue();
            Poll.until("no failure", PATIENCE, () -> engine.health().getFirst().stopped() == null);
        }
    }

    private ViewEngine engine(Healing healing) {
        ViewStore views = new ViewStore(store);
        ViewEngine engine =
                new ViewEngine(
                        store.log(),
                        views.tokens(Clock.systemUTC()),
                        views.editions(),
                        new Storages(views),
                        registry,
                        Clock.systemUTC(),
                        healing);
        engine.add(new Last("frail"));
        engine.add(new Last("sound"));
        engine.start();
        return engine;
    }

    private double restarts(String view) {
        return registry.get("lotline.view.restarts").tag("view", view).counter().count();
    }

    private static KeyIssued issued() {
        return new KeyIssued(new KeyId("k"), "a key", CallerRole.OPERATOR, null, Set.of(), "hash");
    }

    record Position(long at) {}

    /// The last position of a key.
    private record Last(String name) implements View<Position> {
        @Override
        public Class<Position> documentType() {
            return Position.class;
        }

        @Override
        public Set<String> keys(Recorded recorded) {
            return Set.of("last");
        }

        @Override
        public @Nullable Position fold(@Nullable Position before, Recorded recorded, String key) {
            return new Position(recorded.position());
        }
    }

    /// The frail view's storage hangs, or fails, where the test says so.
    private final class Storages implements ViewStorages {
        private final ViewStorages kept;

        Storages(ViewStorages kept) {
            this.kept = kept;
        }

        @Override
        public <D> ViewStorage<D> open(View<D> view, Edition edition) {
            ViewStorage<D> storage = kept.open(view, edition);
            return view.name().equals("frail") ? new Frail<>(storage) : storage;
        }

        @Override
        public void drop(Edition edition) {
            kept.drop(edition);
        }
    }

    private final class Frail<D> implements ViewStorage<D> {
        private final ViewStorage<D> kept;

        Frail(ViewStorage<D> kept) {
            this.kept = kept;
        }

        @Override
        public boolean isEmpty() {
            return kept.isEmpty();
        }

        @Override
        public void index() {
            kept.index();
        }

        @Override
        public Map<String, Kept<D>> load(Collection<String> keys) {
            return kept.load(keys);
        }

        /// Deaf to interrupts, as a call of a library may be.
        private void hang() {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
            throw new IllegalStateException("came back far too late");
        }

        @Override
        public void save(Collection<Change<D>> changes) {
            if (breaks.get()) {
                throw new IllegalStateException("the store is broken");
            }
            if (hangs.getAndDecrement() > 0) {
                hang();
            }
            kept.save(changes);
        }

        @Override
        public void keep(Collection<Change<D>> documents) {
            kept.keep(documents);
        }

        @Override
        public void remove(Collection<String> keys, long upTo) {
            kept.remove(keys, upTo);
        }
    }
}
