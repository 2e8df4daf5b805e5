package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.testing.MongoSet;
import io.lotline.core.testing.Poll;
import io.lotline.projections.engine.Healing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two applications with all their views on a real replica set in every trouble of the log's fault
/// runs: after each, every view reaches the head soon; in the end nothing that was acknowledged is
/// lost or doubled, every view is the fold of the log, and nobody was told of a defect.
///
/// `-Dlotline.faults.long=true` makes each trouble come five times as often, and prints a table.
class ViewFaultRunTest {
    private static final boolean LONG = Boolean.getBoolean("lotline.faults.long");
    private static final int TIMES = LONG ? 5 : 1;
    private static final int SOME = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MAJORITY_GONE = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofSeconds(2);

    /// Longer than a claim lasts.
    private static final Duration FROZEN = Duration.ofSeconds(9);

    private static MongoSet set;
    private static ViewFaultRun run;

    @BeforeAll
    static void start() {
        set = MongoSet.startPartitionable();
        run = ViewFaultRun.start(set, "view_faults");
    }

    @AfterAll
    static void nothing_is_lost_doubled_or_folded_wrongly() {
        try (MongoSet _ = set;
                ViewFaultRun ending = run) {
            assertThat(ending.finish()).isEmpty();
        }
    }

    @BeforeEach
    void the_set_is_whole() {
        set.awaitWhole();
    }

    private static void faults(String name, Runnable fault) {
        for (int i = 0; i < TIMES; i++) {
            run.fault(name, fault);
            set.awaitWhole();
        }
    }

    @Test
    void the_primary_is_killed() {
        faults(
                "the primary is killed",
                () -> {
                    int primary = set.primary();
                    set.kill(primary);
                    run.more(SOME);
                    set.restart(primary);
                });
    }

    @Test
    void the_primary_steps_down() {
        faults(
                "the primary steps down",
                () -> {
                    set.stepDown();
                    run.more(SOME);
                });
    }

    @Test
    void the_primary_freezes_and_comes_back() {
        faults(
                "the primary freezes",
                () -> {
                    int frozen = set.primary();
                    set.freeze(frozen, true);
                    try {
                        run.more(SOME);
                    } finally {
                        set.freeze(frozen, false);
                    }
                });
    }

    @Test
    void a_primary_is_cut_off_with_one_application() {
        faults(
                "a primary and a node are cut off",
                () -> {
                    int old = set.primary();
                    set.isolate(old, "application0");
                    try {
                        Poll.until(
                                "another primary",
                                PATIENCE,
                                () -> set.primary() != old && set.primary() >= 0);
                        run.more(SOME, 1);
                    } finally {
                        set.heal();
                    }
                    run.more(SOME, 0);
                });
    }

    /// As it was seen from outside: five views stayed behind on both nodes.
    ///
    /// With its negative control, in this JVM: views whose loops do not begin anew after a failure
    /// are found behind, when those of the applications have been at the head for some time.
    @Test
    void a_majority_is_gone_for_seconds_and_without_healing_views_stay_behind() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (LotlineStore store =
                        LotlineStore.open(
                                StoreSettings.replicaSet(set.uri(), registry)
                                        .withDatabase("view_faults_unhealed"));
                Views unhealed =
                        Views.start(store, registry, Views.PARK, Clock.systemUTC(), Healing.OFF);
                EventsOfAllTypes events = new EventsOfAllTypes(store.log())) {
            assertThat(unhealed.await(events.more(), PATIENCE)).isTrue();

            faults(
                    "a majority is gone",
                    () -> {
                        int primary = set.primary();
                        int other = (primary + 1) % 3;
                        set.kill(primary);
                        set.kill(other);
                        pass(MAJORITY_GONE);
                        set.restart(primary);
                        set.restart(other);
                        run.more(SOME);
                    });

            assertThat(unhealed.await(events.more(), LATER)).isFalse();
        }
    }

    @Test
    void all_nodes_stop_and_start() {
        faults(
                "all nodes of the set stop",
                () -> {
                    for (int node = 0; node < 3; node++) {
                        set.kill(node);
                    }
                    for (int node = 0; node < 3; node++) {
                        set.restart(node);
                    }
                    run.more(SOME);
                });
    }

    @Test
    void an_application_is_killed() {
        faults(
                "an application is killed",
                () -> {
                    run.killApplication(0);
                    run.more(SOME, 0);
                });
    }

    @Test
    void an_application_freezes_and_comes_back() {
        faults(
                "an application freezes",
                () -> {
                    run.freezeApplication(0, true);
                    try {
                        pass(FROZEN);
                        run.more(SOME, 1);
                    } finally {
                        run.freezeApplication(0, false);
                    }
                    run.more(SOME, 0);
                });
    }

    /// The trouble itself lasts so long.
    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
