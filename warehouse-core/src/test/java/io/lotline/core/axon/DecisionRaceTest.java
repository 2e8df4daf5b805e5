package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.access.RecordLookUp;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.CountId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.Location;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.axonframework.common.configuration.AxonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Decisions about the same things at the same time, on every store.
class DecisionRaceTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 10;
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Location BIN = Location.of("W1", "A-1");

    enum Store {
        MEMORY(InMemoryEventLog::new),
        EMBEDDED(() -> TestStores.embedded().log()),
        REPLICA_SET(() -> TestStores.replicaSet().log());

        private final Supplier<EventLog> open;

        Store(Supplier<EventLog> open) {
            this.open = open;
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void decisions_on_one_boundary_happen_one_after_the_other(Store store) throws Exception {
        try (EventLog log = store.open.get()) {
            assertThat(countUp(log)).isEqualTo(oneAfterTheOther());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_request_sent_many_times_at_once_is_recorded_once(Store store) throws Exception {
        try (EventLog log = store.open.get()) {
            List<Answer> answers = sameRequestAtOnce(log);
            assertThat(log.head().position()).isEqualTo(ROUNDS);
            assertThat(answers).hasSize(THREADS * ROUNDS);
            assertThat(answers)
                    .filteredOn(answer -> !((Answer.Done) answer).replayed())
                    .hasSize(ROUNDS);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(((Answer.Done) answer).events()).hasSize(1));
        }
    }

    @Test
    void without_the_append_condition_both_are_broken() throws Exception {
        try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
            assertThat(countUp(log)).isNotEqualTo(oneAfterTheOther());
        }
        try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
            sameRequestAtOnce(log);
            assertThat(log.head().position()).isGreaterThan(ROUNDS);
        }
    }

    private static List<Integer> oneAfterTheOther() {
        List<Integer> counts = new ArrayList<>();
        for (int i = 1; i <= THREADS * ROUNDS; i++) {
            counts.add(i);
        }
        return counts;
    }

    private static List<Integer> countUp(EventLog log) throws Exception {
        atOnce(log, _ -> new CountUp(), _ -> null);
        List<Integer> counts = new ArrayList<>();
        for (StoredEvent stored : log.read(1, THREADS * ROUNDS + 1)) {
            WarehouseEvent event = EventJson.read(stored.name(), stored.version(), stored.data());
            counts.add(((StockCounted) event).counted());
        }
        return counts;
    }

    private static List<Answer> sameRequestAtOnce(EventLog log) throws Exception {
        return atOnce(
                log,
                round -> new RecordLookUp(new KeyId("k"), "/v1/stock/" + round, null),
                round -> "request-" + round);
    }

    /// In each round all threads hand in the round's command at the same moment.
    private static List<Answer> atOnce(
            EventLog log, IntFunction<Command> command, IntFunction<String> key) throws Exception {
        List<Decision<?, ?>> decisions = new ArrayList<>(Decisions.all());
        decisions.add(new CountUpDecision());
        AxonConfiguration axon =
                LotlineConfigurer.configurer(log, new SimpleMeterRegistry(), decisions).start();
        CommandDesk desk = axon.getComponent(CommandDesk.class);
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<Answer>>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                parts.add(
                        threads.submit(
                                () -> {
                                    List<Answer> answers = new ArrayList<>();
                                    for (int round = 0; round < ROUNDS; round++) {
                                        barrier.await(60, TimeUnit.SECONDS);
                                        Request request =
                                                new Request("a", key.apply(round), "f", AT);
                                        answers.add(desk.handle(command.apply(round), request));
                                    }
                                    return answers;
                                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> part : parts) {
                answers.addAll(part.get(90, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            axon.shutdown();
        }
    }

    /// Counts one more than was counted before.
    record CountUp() implements Command {}

    /// Every state but the newest shows itself in what is emitted.
    static final class CountUpDecision implements Decision<CountUp, Integer> {
        @Override
        public Class<CountUp> commandType() {
            return CountUp.class;
        }

        @Override
        public Criteria boundary(CountUp command) {
            return Criteria.of(Boundaries.of(Tags.location(BIN)).types(StockCounted.class));
        }

        @Override
        public Integer initial(CountUp command) {
            return 0;
        }

        @Override
        public Integer evolve(Integer state, WarehouseEvent event) {
            return event instanceof StockCounted ? state + 1 : state;
        }

        @Override
        public Outcome decide(CountUp command, Integer state) {
            return Outcome.accepted(
                    new StockCounted(
                            new CountId("c"),
                            SampleEvents.item(),
                            BIN,
                            state + 1,
                            state,
                            SampleEvents.scan()));
        }
    }

    /// A log that forgets its guard: the negative control of every promise made by it.
    static final class UnguardedLog implements EventLog {
        private final EventLog log;

        UnguardedLog(EventLog log) {
            this.log = log;
        }

        @Override
        public CompletableFuture<Appended> append(
                List<NewEvent> events, AppendCondition condition) {
            return log.append(events, AppendCondition.NONE);
        }

        @Override
        public Sourced source(Criteria criteria, long from) {
            return log.source(criteria, from);
        }

        @Override
        public List<StoredEvent> read(long from, int limit) {
            return log.read(from, limit);
        }

        @Override
        public Subscription onAppend(Runnable listener) {
            return log.onAppend(listener);
        }

        @Override
        public Head head() {
            return log.head();
        }

        @Override
        public long positionAt(Instant at) {
            return log.positionAt(at);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
