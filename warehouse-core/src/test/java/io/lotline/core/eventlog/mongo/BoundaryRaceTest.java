package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Sourced;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.JournaledLog;
import io.lotline.core.testing.LogChecker;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Sixteen pickers on two nodes want the last units of one bin, on a real replica set.
class BoundaryRaceTest {
    private static final int PICKERS = 16;
    private static final int UNITS = 40;
    private static final Criteria BIN = Criteria.of(new Criterion(tags("bin=1"), Set.of("Picked")));

    private final LotlineStore store = TestStores.replicaSet();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final EventLog oneNode = new JournaledLog(store.log(), AppendJournal.to(lines));
    private final EventLog otherNode =
            new JournaledLog(
                    store.openLog(LogSettings.DEFAULT, new SimpleMeterRegistry()),
                    AppendJournal.to(lines));

    @AfterEach
    void close() {
        otherNode.close();
        store.close();
    }

    @Test
    void exactly_what_is_there_is_picked() throws Exception {
        race(true);

        assertThat(picked()).isEqualTo(UNITS);
        assertThat(LogChecker.flaws(Documents.of(store.database()), AppendJournal.parse(lines)))
                .isEmpty();
    }

    /// The negative control: without the condition the same race picks more than there is.
    @Test
    void without_the_condition_more_than_what_is_there_is_picked() throws Exception {
        race(false);

        assertThat(picked()).isGreaterThan(UNITS);
    }

    /// From the collection itself: a node hears of the other's last commits a moment later.
    private int picked() {
        int picked = 0;
        for (StoredCommit commit : store.commits()) {
            picked +=
                    (int)
                            commit.events().stream()
                                    .filter(event -> event.name().equals("Picked"))
                                    .count();
        }
        return picked;
    }

    private void race(boolean guarded) throws Exception {
        CyclicBarrier start = new CyclicBarrier(PICKERS);
        // the control does not hope for an overlap: nobody picks before everybody has looked
        Phaser lookers = new Phaser(guarded ? 0 : PICKERS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> pickers = new ArrayList<>();
            for (int picker = 0; picker < PICKERS; picker++) {
                EventLog node = picker % 2 == 0 ? oneNode : otherNode;
                pickers.add(
                        callers.submit(
                                () -> {
                                    start.await(10, TimeUnit.SECONDS);
                                    pickUntilEmpty(node, guarded, lookers);
                                    return null;
                                }));
            }
            for (Future<?> picker : pickers) {
                picker.get(100, TimeUnit.SECONDS);
            }
        }
    }

    private static void pickUntilEmpty(EventLog node, boolean guarded, Phaser lookers)
            throws Exception {
        while (true) {
            Sourced bin = node.source(BIN, 1);
            if (bin.events().size() >= UNITS) {
                if (!guarded) {
                    lookers.arriveAndDeregister();
                }
                return;
            }
            if (!guarded) {
                lookers.awaitAdvanceInterruptibly(lookers.arrive(), 30, TimeUnit.SECONDS);
            }
            AppendCondition condition =
                    guarded ? new AppendCondition(BIN, bin.position()) : AppendCondition.NONE;
            try {
                node.append(List.of(event("Picked", "bin=1")), condition).get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(AppendConflict.class);
            }
        }
    }
}
