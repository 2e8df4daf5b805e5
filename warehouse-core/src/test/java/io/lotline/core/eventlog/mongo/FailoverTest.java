package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.chain.LogAuditor;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.MongoSet;
import io.lotline.core.testing.Poll;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The primary dies under load: nothing acknowledged is lost, nothing is stored twice.
class FailoverTest {
    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void a_killed_primary_loses_and_doubles_nothing() throws Exception {
        Map<String, Appended> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean stop = new AtomicBoolean();
        try (MongoSet set = MongoSet.start();
                LotlineStore store = open(set);
                EventLog otherNode = store.openLog(LogSettings.DEFAULT, new SimpleMeterRegistry());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                EventLog node = writer % 2 == 0 ? store.log() : otherNode;
                writers.add(
                        callers.submit(
                                () -> {
                                    while (!stop.get()) {
                                        NewEvent event = event("A", "lot=1");
                                        acknowledged.put(
                                                event.id(),
                                                node.append(List.of(event), AppendCondition.NONE)
                                                        .get(35, TimeUnit.SECONDS));
                                    }
                                    return null;
                                }));
            }
            for (int kill = 1; kill <= 2; kill++) {
                more(acknowledged, 300);
                int primary = set.primary();
                set.kill(primary);
                more(acknowledged, 300);
                set.restart(primary);
                Poll.until("a primary", PATIENCE, () -> set.primary() >= 0);
            }
            stop.set(true);
            for (Future<?> writer : writers) {
                writer.get(40, TimeUnit.SECONDS);
            }

            assertThat(LogAuditor.audit(store.commits()).flaw()).isEmpty();
            Map<String, Long> stored = new HashMap<>();
            for (StoredCommit commit : store.commits()) {
                commit.events().forEach(event -> stored.put(event.id(), event.position()));
            }
            acknowledged.forEach(
                    (id, appended) -> assertThat(stored.get(id)).isEqualTo(appended.first()));
            assertThat(stored).hasSameSizeAs(acknowledged);
        }
    }

    private static LotlineStore open(MongoSet set) {
        return LotlineStore.open(StoreSettings.replicaSet(set.uri(), new SimpleMeterRegistry()));
    }

    private static void more(Map<String, Appended> acknowledged, int count) {
        int wanted = acknowledged.size() + count;
        Poll.until("more appends", PATIENCE, () -> acknowledged.size() >= wanted);
    }
}
