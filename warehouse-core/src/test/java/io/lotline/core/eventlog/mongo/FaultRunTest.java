package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.FaultWorker.Guards;
import io.lotline.core.testing.MongoSet;
import io.lotline.core.testing.Poll;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two applications on hot boundaries of a real replica set, whose clocks jump, in all sorts of
/// trouble: afterwards the checker finds the log whole and every caller told the truth.
///
/// `-Dlotline.faults.long=true` makes each trouble come five times as often.
class FaultRunTest {
    private static final int TIMES = Boolean.getBoolean("lotline.faults.long") ? 5 : 1;
    private static final int SOME = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static MongoSet set;

    @BeforeAll
    static void start() {
        set = MongoSet.startPartitionable();
    }

    @AfterAll
    static void stop() {
        set.close();
    }

    @BeforeEach
    void the_set_is_whole() {
        set.awaitWhole();
    }

    @Test
    void the_primary_is_killed_again_and_again() {
        try (FaultRun run = FaultRun.start("kill", set, Guards.ALL)) {
            for (int kill = 0; kill < 5 * TIMES; kill++) {
                int primary = set.primary();
                set.kill(primary);
                run.more(SOME);
                set.restart(primary);
                set.awaitWhole();
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    @Test
    void the_primary_steps_down() {
        try (FaultRun run = FaultRun.start("stepdown", set, Guards.ALL)) {
            for (int i = 0; i < 2 * TIMES; i++) {
                set.stepDown();
                run.more(SOME);
                set.awaitWhole();
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    @Test
    void the_primary_freezes_and_comes_back() {
        try (FaultRun run = FaultRun.start("freeze", set, Guards.ALL)) {
            for (int i = 0; i < TIMES; i++) {
                int frozen = set.primary();
                set.freeze(frozen, true);
                try {
                    run.more(SOME);
                } finally {
                    set.freeze(frozen, false);
                }
                run.more(SOME);
                set.awaitWhole();
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    @Test
    void a_primary_is_cut_off_with_one_application() {
        try (FaultRun run = FaultRun.start("partition", set, Guards.ALL)) {
            for (int i = 0; i < TIMES; i++) {
                isolateThePrimary(run);
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    /// Until the other side has a primary of its own and has gone on with it.
    private static void isolateThePrimary(FaultRun run) {
        int old = set.primary();
        set.isolate(old, "application0");
        try {
            Poll.until(
                    "another primary", PATIENCE, () -> set.primary() != old && set.primary() >= 0);
            run.more(SOME, 1);
        } finally {
            set.heal();
        }
        run.more(SOME, 0);
        set.awaitWhole();
    }

    @Test
    void all_nodes_stop_and_start() {
        try (FaultRun run = FaultRun.start("fullstop", set, Guards.ALL)) {
            for (int i = 0; i < TIMES; i++) {
                for (int node = 0; node < 3; node++) {
                    set.kill(node);
                }
                for (int node = 0; node < 3; node++) {
                    set.restart(node);
                }
                run.more(SOME);
                set.awaitWhole();
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    @Test
    void an_application_is_killed() {
        try (FaultRun run = FaultRun.start("application", set, Guards.ALL)) {
            for (int i = 0; i < 2 * TIMES; i++) {
                run.killApplication(i % 2);
                run.more(SOME, 0);
                run.more(SOME, 1);
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    /// One of the two writes for the other, which must not wait for it for long.
    @Test
    void an_application_freezes_and_comes_back() {
        try (FaultRun run = FaultRun.start("silence", set, Guards.ALL)) {
            for (int i = 0; i < 2 * TIMES; i++) {
                int frozen = i % 2;
                run.freezeApplication(frozen, true);
                try {
                    run.more(SOME, 1 - frozen);
                } finally {
                    run.freezeApplication(frozen, false);
                }
                run.more(SOME, frozen);
            }
            assertThat(run.finish()).as("seed %d", run.seed()).isEmpty();
        }
    }

    /// A negative control: appends without conditions break them, and the checker says so.
    @Test
    void without_conditions_the_checker_finds_broken_ones() {
        try (FaultRun run = FaultRun.start("unguarded", set, Guards.NO_CONDITION)) {
            run.more(SOME);
            assertThat(run.finish()).anyMatch(flaw -> flaw.startsWith("Condition broken"));
        }
    }

    /// A negative control: what one node alone has acknowledged goes when that node was cut off.
    @Test
    void without_majorities_the_checker_finds_what_was_lost() {
        try (FaultRun run = FaultRun.start("minority", set, Guards.NO_MAJORITY)) {
            isolateThePrimary(run);
            List<String> flaws = run.finish();
            assertThat(flaws).anyMatch(flaw -> flaw.startsWith("Lost"));
        }
    }
}
