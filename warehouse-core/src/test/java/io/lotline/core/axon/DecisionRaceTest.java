package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.access.RecordLookUp;
import io.lotline.core.access.RecordLookUpDecision;
import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.CountId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.Location;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Decisions about the same things at the same time, on every store.
class DecisionRaceTest {
    private static final int THREADS = Race.THREADS;
    private static final int ROUNDS = 10;
    private static final List<Decision<?>> DECISIONS =
            List.of(new CountUpDecision(), new RecordLookUpDecision());
    private static final Location BIN = Location.of("W1", "A-1");

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void decisions_on_one_boundary_happen_one_after_the_other(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            assertThat(countUp(log)).isEqualTo(oneAfterTheOther());
        }
    }

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void a_request_sent_many_times_at_once_is_recorded_once(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
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
        Race.run(log, DECISIONS, ROUNDS, (_, _) -> new Race.Entry(new CountUp(), null));
        List<Integer> counts = new ArrayList<>();
        for (StoredEvent stored : log.read(1, THREADS * ROUNDS + 1)) {
            WarehouseEvent event = EventJson.read(stored.name(), stored.version(), stored.data());
            counts.add(((StockCounted) event).counted());
        }
        return counts;
    }

    private static List<Answer> sameRequestAtOnce(EventLog log) throws Exception {
        return Race.run(
                log,
                DECISIONS,
                ROUNDS,
                (_, round) ->
                        new Race.Entry(
                                new RecordLookUp(new KeyId("k"), "/v1/stock/" + round, null),
                                "request-" + round));
    }

    /// Counts one more than was counted before.
    record CountUp() implements Command {}

    /// How often something was counted.
    record Counted(int times) {}

    private static final Book<Location, Counted> COUNTED =
            Book.named("test-counted", 1, Location.class, Counted.class)
                    .ruled(
                            bin -> Boundaries.of(Tags.location(bin)).types(StockCounted.class),
                            _ -> new Counted(0),
                            (_, counted, _) -> new Counted(counted.times() + 1));

    /// Every state but the newest shows itself in what is emitted.
    static final class CountUpDecision implements Decision<CountUp> {
        @Override
        public Class<CountUp> commandType() {
            return CountUp.class;
        }

        @Override
        public Outcome decide(CountUp command, Books books) {
            int state = books.open(COUNTED, BIN).times();
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
}
