package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.lotline.core.eventlog.mongo.CommitterSimulation.Result;
import io.lotline.core.eventlog.mongo.SimulatedReplicaSet.Guard;
import io.lotline.core.testing.AppendJournal.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// The committer under a hundred thousand schedules of failures, each made by one number.
///
/// `-Dlotline.simulation.seed=…` runs one schedule again and prints what happened in it;
/// `-Dlotline.simulation.schedules=…` runs more.
class CommitterSimulationTest {
    private static final int SCHEDULES =
            Integer.getInteger("lotline.simulation.schedules", 100_000);
    private static final int SCHEDULES_OF_A_CONTROL = 20_000;
    private static final Consumer<Supplier<String>> SILENT = _ -> {};

    private final Logger log = (Logger) LoggerFactory.getLogger(Committer.class);

    @BeforeEach
    void warnings_are_expected() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void warnings_count_again() {
        log.setLevel(null);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void no_schedule_loses_forks_or_forgets() {
        Long one = Long.getLong("lotline.simulation.seed");
        if (one != null) {
            assertThat(
                            CommitterSimulation.run(
                                            one, Set.of(), line -> System.out.println(line.get()))
                                    .flaws())
                    .isEmpty();
            return;
        }
        long first = System.nanoTime() * 1_000_003;
        long forOthersBefore = CommitterSimulation.writtenForOthers();
        long inTowBefore = CommitterSimulation.inTow();
        long sharingBefore = CommitterSimulation.sharing();
        Map<Kind, Long> answers = new EnumMap<>(Kind.class);
        for (long seed = first; seed < first + SCHEDULES; seed++) {
            Result result = run(seed, Set.of());
            assertThat(result.flaws())
                    .as("run it again with -Dlotline.simulation.seed=%d", seed)
                    .isEmpty();
            for (Kind kind : Kind.values()) {
                answers.merge(kind, result.count(kind), Long::sum);
            }
        }
        long forOthers = CommitterSimulation.writtenForOthers() - forOthersBefore;
        long sharing = CommitterSimulation.sharing() - sharingBefore;
        System.out.printf(
                "%d schedules from seed %d: %s, %d written for others, %d in another's document%n",
                SCHEDULES, first, answers, forOthers, sharing);
        assertThat(forOthers).isGreaterThan(SCHEDULES / 20);
        assertThat(sharing).isGreaterThan(SCHEDULES / 20);
        assertThat(CommitterSimulation.inTow() - inTowBefore).isGreaterThan(SCHEDULES / 20);
        assertThat(answers.values()).allMatch(count -> count > SCHEDULES / 20);
    }

    /// The negative controls: with a guard off, the same schedules show it.
    @ParameterizedTest
    @EnumSource(Guard.class)
    void without_a_guard_a_schedule_shows_it(Guard off) {
        shows(off, _ -> true);
    }

    /// Nobody hears of what another node wrote for it then; worse is that it writes that again.
    @Test
    void without_recognising_what_two_nodes_have_a_commit_comes_twice() {
        shows(Guard.SHARED, flaw -> flaw.contains("comes again"));
    }

    private static void shows(Guard off, Predicate<String> what) {
        long first = System.nanoTime() * 1_000_003;
        for (long seed = first; seed < first + SCHEDULES_OF_A_CONTROL; seed++) {
            Result result = run(seed, Set.of(off));
            if (result.flaws().stream().anyMatch(what)) {
                System.out.printf(
                        "Without %s, after %d schedules: %s%n",
                        off, seed - first + 1, result.flaws());
                return;
            }
        }
        throw new AssertionError("Nobody misses " + off + " from seed " + first);
    }

    private static Result run(long seed, Set<Guard> off) {
        try {
            return CommitterSimulation.run(seed, off, SILENT);
        } catch (RuntimeException e) {
            throw new AssertionError("run it again with -Dlotline.simulation.seed=" + seed, e);
        }
    }
}
