package io.lotline.projections.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LogSettings;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewEngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong poison = new AtomicLong(Long.MAX_VALUE);
    private LotlineStore store;
    private ViewStore views;
    private TestLog log;

    @BeforeEach
    void open() {
        store = TestStores.embedded();
        views = new ViewStore(store);
        log = new TestLog(store.log(), Instant.parse("2026-11-22T00:00:00Z"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_event_that_cannot_be_folded_stops_its_view_before_it_and_no_other() {
        poison.set(4);
        try (ViewEngine engine = engine(store.log())) {
            log.append(issued("a"), issued("b"), issued("c"), issued("d"), issued("e"));

            assertThat(engine.awaitPosition("frail", 3, PATIENCE)).isTrue();
            assertThat(engine.awaitPosition("sound", 5, PATIENCE)).isTrue();
            assertThat(engine.awaitPosition("frail", 4, Duration.ofMillis(300))).isFalse();

            ViewHealth health = engine.health().getFirst();
            assertThat(health.view()).isEqualTo("frail");
            assertThat(health.position()).isEqualTo(3);
            assertThat(health.lag()).isEqualTo(2);
            assertThat(health.stopped()).isNotNull();
            assertThat(health.stopped().position()).isEqualTo(4);
            assertThat(health.stopped().event()).isEqualTo("lotline.KeyIssued");
            assertThat(health.stopped().cause()).contains("position 4 is bad");
            assertThat(engine.health().getLast().stopped()).isNull();
            assertThat(lag("frail")).isEqualTo(2);
            assertThat(lag("sound")).isZero();
        }
    }

    @Test
    void a_stopped_view_goes_on_once_the_cause_is_gone() {
        poison.set(2);
        try (ViewEngine engine = engine(store.log())) {
            log.append(issued("a"), issued("b"), issued("c"));
            Poll.until(
                    "the view to stop",
                    PATIENCE,
                    () -> engine.health().getFirst().stopped() != null);
            assertThat(engine.resume("frail", PATIENCE).stopped()).isNotNull();
            poison.set(Long.MAX_VALUE);

            assertThat(engine.resume("frail", PATIENCE).stopped()).isNull();
            assertThat(engine.awaitPosition("frail", 3, PATIENCE)).isTrue();
            assertThat(engine.health().getFirst().stopped()).isNull();
            assertThat(count(new Counting("frail"), "all")).isEqualTo(3);
        }
    }

    @Test
    void a_document_that_ended_can_begin_again_and_is_not_found_in_between() {
        try (ViewEngine engine = engine(store.log())) {
            engine.awaitPosition("sound", log.append(issued("a")), PATIENCE);
            assertThat(documents().find("a")).isPresent();

            engine.awaitPosition("sound", log.append(new KeyRevoked(new KeyId("a"))), PATIENCE);
            assertThat(documents().find("a")).isEmpty();
            assertThat(documents().count(Where.ALL.is("kind", "one"))).isZero();

            engine.awaitPosition("sound", log.append(issued("a")), PATIENCE);
            assertThat(documents().find("a").orElseThrow().count()).isEqualTo(1);
        }
    }

    /// A node that dies before it has written its tokens: what it folded is folded again. With its
    /// negative control: were ended documents removed at once, they would be found again meanwhile.
    @Test
    void what_ended_is_not_found_while_it_is_folded_again_after_a_crash() {
        assertThat(comesBackAfterCrash("careful", false)).isFalse();
        assertThat(comesBackAfterCrash("careless", true)).isTrue();
    }

    private boolean comesBackAfterCrash(String key, boolean careless) {
        long revoked;
        LongSupplier settled = () -> careless ? Long.MAX_VALUE : 0;
        try (ViewEngine dying = engine(store.log(), tokensOfTheDying(settled))) {
            dying.awaitPosition("frail", log.append(issued(key)), PATIENCE);
            revoked = log.append(new KeyRevoked(new KeyId(key)));
            dying.awaitPosition("frail", revoked, PATIENCE);
            dying.awaitPosition("frail", log.append(issued("after-" + key)), PATIENCE);
        }
        // who folds the key's end once more stops just before it
        poison.set(revoked);
        try (ViewEngine next = engine(store.log())) {
            boolean past = next.awaitPosition("frail", store.log().head().position(), PATIENCE);
            boolean found = documents("frail").find(key).isPresent();
            assertThat(found).isNotEqualTo(past);
            return found;
        } finally {
            poison.set(Long.MAX_VALUE);
        }
    }

    /// Of these nothing reaches the store but their claims, which end with the node.
    private ViewTokens tokensOfTheDying(LongSupplier settled) {
        ViewTokens kept = views.tokens(Clock.systemUTC());
        return new ViewTokens() {
            @Override
            public void begin(String edition, long position) {
                kept.begin(edition, position);
            }

            @Override
            public long position(String edition) {
                return kept.position(edition);
            }

            @Override
            public @Nullable Claim claim(String edition) {
                Claim claim = kept.claim(edition);
                return claim == null ? null : new DyingClaim(claim, settled);
            }

            @Override
            public void flush() {}
        };
    }

    private final class DyingClaim implements ViewTokens.Claim {
        private final ViewTokens.Claim kept;
        private final LongSupplier settled;

        DyingClaim(ViewTokens.Claim kept, LongSupplier settled) {
            this.kept = kept;
            this.settled = settled;
        }

        @Override
        public long position() {
            return kept.position();
        }

        @Override
        public void reached(long position) {}

        @Override
        public void keep() {}

        @Override
        public long settled() {
            return settled.getAsLong();
        }

        @Override
        public void release() {
            store.database()
                    .getCollection("view_tokens")
                    .updateMany(new Document(), Updates.set("owner", ""));
        }

        @Override
        public void revoke() {
            kept.revoke();
        }
    }

    @Test
    void what_ended_once_more_stays_until_that_end_is_settled() {
        AtomicLong settled = new AtomicLong();
        try (ViewEngine engine = engine(store.log(), tokensOfTheDying(settled::get))) {
            long first = 0;
            long last = 0;
            for (int i = 0; i < 2; i++) {
                engine.awaitPosition("sound", log.append(issued("k")), PATIENCE);
                first = last;
                last = log.append(new KeyRevoked(new KeyId("k")));
                engine.awaitPosition("sound", last, PATIENCE);
            }
            assertThat(first).isPositive();
            settled.set(last - 1);
            engine.awaitPosition("sound", log.append(issued("a")), PATIENCE);
            assertThat(left("k")).isOne();

            settled.set(last);
            engine.awaitPosition("sound", log.append(issued("b")), PATIENCE);
            assertThat(left("k")).isZero();
        }
    }

    /// The first write of a document that a frozen node sends late would stand for ever: it has to
    /// meet what ended.
    @Test
    void what_ended_is_there_for_a_late_write_to_meet() {
        ViewTokens settling = tokensOfTheDying(() -> Long.MAX_VALUE);
        try (ViewEngine engine = engine(store.log(), settling, Duration.ofDays(1))) {
            engine.awaitPosition("sound", log.append(issued("late")), PATIENCE);
            engine.awaitPosition("sound", log.append(new KeyRevoked(new KeyId("late"))), PATIENCE);
            engine.awaitPosition("sound", log.append(issued("a")), PATIENCE);
            engine.awaitPosition("sound", log.append(issued("b")), PATIENCE);
            assertThat(left("late")).isOne();
            assertThat(documents().find("late")).isEmpty();
        }
    }

    private long left(String key) {
        return store.database()
                .getCollection("view_sound_v1")
                .countDocuments(new Document("_id", key));
    }

    @Test
    void of_two_nodes_one_folds_both_know_and_the_other_takes_over() {
        try (EventLog otherLog = store.openLog(LogSettings.DEFAULT, new SimpleMeterRegistry());
                ViewEngine other = engine(otherLog)) {
            ViewEngine first = engine(store.log());
            long position = log.append(issued("a"), issued("b"));
            assertThat(first.awaitPosition("sound", position, PATIENCE)).isTrue();
            assertThat(other.awaitPosition("sound", position, PATIENCE)).isTrue();
            first.close();

            position = log.append(issued("c"));
            assertThat(other.awaitPosition("sound", position, PATIENCE)).isTrue();
            assertThat(count(new Counting("sound"), "all")).isEqualTo(3);
        }
    }

    @Test
    void what_was_appended_is_soon_visible() {
        try (ViewEngine engine = engine(store.log())) {
            engine.awaitPosition("sound", log.append(issued("warm")), PATIENCE);
            long[] millis = new long[60];
            for (int i = 0; i < millis.length; i++) {
                long position = log.append(issued("k" + i));
                long from = System.nanoTime();
                assertThat(engine.awaitPosition("sound", position, PATIENCE)).isTrue();
                millis[i] = Duration.ofNanos(System.nanoTime() - from).toMillis();
            }
            Arrays.sort(millis);
            System.out.printf(
                    "append to visible: median %d ms, 90 %% within %d ms, longest %d ms%n",
                    millis[30], millis[54], millis[59]);
            assertThat(millis[30]).isLessThan(500);
        }
    }

    /// A rest is fifty milliseconds, and a loop turns once more than it rests.
    @Test
    void many_small_commits_are_few_writes_of_a_view_that_nobody_waits_for() {
        AtomicInteger writes = new AtomicInteger();
        try (ViewEngine engine =
                new ViewEngine(
                        store.log(),
                        views.tokens(Clock.systemUTC()),
                        views.editions(),
                        new CountedWrites(writes),
                        registry,
                        Clock.systemUTC())) {
            engine.add(new Counting("sound"));
            engine.start();
            engine.awaitPosition("sound", log.append(issued("first")), PATIENCE);
            int before = writes.get();
            long from = System.nanoTime();
            for (int i = 0; i < 400; i++) {
                log.append(issued("k" + i));
            }
            int written = writes.get() - before;
            long millis = Duration.ofNanos(System.nanoTime() - from).toMillis();
            assertThat(written).isLessThanOrEqualTo((int) (millis / 50) + 2);
            engine.awaitPosition("sound", store.log().head().position(), PATIENCE);
            assertThat(count(new Counting("sound"), "all")).isEqualTo(401);
        }
    }

    /// The views' store, and how often something was saved there.
    private final class CountedWrites implements ViewStorages {
        private final AtomicInteger writes;

        CountedWrites(AtomicInteger writes) {
            this.writes = writes;
        }

        @Override
        public <D> ViewStorage<D> open(View<D> view, Edition edition) {
            ViewStorage<D> storage = views.open(view, edition);
            return new ViewStorage<>() {
                @Override
                public boolean isEmpty() {
                    return storage.isEmpty();
                }

                @Override
                public void index() {
                    storage.index();
                }

                @Override
                public Map<String, Kept<D>> load(Collection<String> keys) {
                    return storage.load(keys);
                }

                @Override
                public void save(Collection<Change<D>> changes) {
                    writes.incrementAndGet();
                    storage.save(changes);
                }

                @Override
                public void keep(Collection<Change<D>> documents) {
                    storage.keep(documents);
                }

                @Override
                public void remove(Collection<String> keys, long upTo) {
                    storage.remove(keys, upTo);
                }
            };
        }

        @Override
        public void drop(Edition edition) {
            views.drop(edition);
        }
    }

    private ViewEngine engine(EventLog of) {
        return engine(of, views.tokens(Clock.systemUTC()));
    }

    private ViewEngine engine(EventLog of, ViewTokens tokens) {
        return engine(of, tokens, Duration.ZERO);
    }

    private ViewEngine engine(EventLog of, ViewTokens tokens, Duration lateness) {
        ViewEngine engine =
                new ViewEngine(
                        of,
                        tokens,
                        views.editions(),
                        views,
                        registry,
                        Clock.systemUTC(),
                        new Healing(true, Duration.ofSeconds(15), lateness));
        engine.add(new Counting("frail"));
        engine.add(new Counting("sound"));
        engine.start();
        return engine;
    }

    private Documents<Count> documents() {
        return documents("sound");
    }

    private Documents<Count> documents(String view) {
        return views.documents(new Counting(view), () -> views.editions().of(view, 1).live());
    }

    private int count(Counting view, String key) {
        return documents(view.name()).find(key).orElseThrow().count();
    }

    private double lag(String view) {
        return registry.get("lotline.view.lag").tag("view", view).gauge().value();
    }

    private static KeyIssued issued(String key) {
        return new KeyIssued(
                new KeyId(key), "a key", CallerRole.OPERATOR, null, Set.of(), "hash-of-" + key);
    }

    record Count(String kind, int count) {}

    /// Counts the keys that are good, by key and together.
    private final class Counting implements View<Count> {
        private final String name;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Class<Count> documentType() {
            return Count.class;
        }

        @Override
        public List<List<String>> indexes() {
            return List.of(List.of("kind"));
        }

        @Override
        public Set<String> keys(Recorded recorded) {
            if (recorded.event() instanceof KeyIssued issued) {
                return Set.of("all", issued.key().value());
            }
            return recorded.event() instanceof KeyRevoked revoked
                    ? Set.of(revoked.key().value())
                    : Set.of();
        }

        @Override
        public @Nullable Count fold(@Nullable Count before, Recorded recorded, String key) {
            if (name.equals("frail") && recorded.position() >= poison.get()) {
                throw new IllegalStateException(
                        "position %d is bad".formatted(recorded.position()));
            }
            if (recorded.event() instanceof KeyRevoked) {
                return null;
            }
            return new Count(
                    key.equals("all") ? "sum" : "one", before == null ? 1 : before.count() + 1);
        }
    }
}
