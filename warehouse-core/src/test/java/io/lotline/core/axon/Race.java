package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.Settlement;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.WorkSubject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.configuration.AxonConfiguration;
import org.jspecify.annotations.Nullable;

/// Many threads that hand in commands at the same moment, round by round, through the production
/// wiring.
final class Race {
    static final int THREADS = 16;
    static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    private static final int PER_COMMIT = 200;
    private static final int MOST_EVENTS = 100_000;

    private Race() {}

    static List<Answer> run(EventLog log, List<Decision<?>> decisions, int rounds, Entries entries)
            throws Exception {
        AxonConfiguration axon =
                LotlineConfigurer.configurer(log, new SimpleMeterRegistry(), decisions).start();
        CommandDesk desk = axon.getComponent(CommandDesk.class);
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<Answer>>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                parts.add(
                        threads.submit(
                                () -> {
                                    List<Answer> answers = new ArrayList<>();
                                    for (int round = 0; round < rounds; round++) {
                                        Entry entry = entries.of(thread, round);
                                        Request request =
                                                new Request(
                                                        "a",
                                                        entry.key(),
                                                        "f",
                                                        AT,
                                                        entry.settles() == null
                                                                ? null
                                                                : Settlement.of(
                                                                        entry.settles(), "move"));
                                        barrier.await(60, TimeUnit.SECONDS);
                                        answers.add(desk.handle(entry.command(), request));
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

    /// What had happened before the race.
    static void seed(EventLog log, List<WarehouseEvent> history) throws Exception {
        for (int from = 0; from < history.size(); from += PER_COMMIT) {
            List<NewEvent> events = new ArrayList<>();
            for (WarehouseEvent event :
                    history.subList(from, Math.min(history.size(), from + PER_COMMIT))) {
                events.add(
                        new NewEvent(
                                UUID.randomUUID().toString(),
                                EventCatalogue.nameOf(event.getClass()),
                                EventCatalogue.versionOf(event.getClass()),
                                AT,
                                "seed",
                                event.tags(),
                                EventJson.write(event),
                                Map.of()));
            }
            log.append(events, AppendCondition.NONE).get(30, TimeUnit.SECONDS);
        }
    }

    /// All that the log says.
    static List<WarehouseEvent> events(EventLog log) {
        List<WarehouseEvent> events = new ArrayList<>();
        for (StoredEvent stored : log.read(1, MOST_EVENTS)) {
            events.add(EventJson.read(stored.name(), stored.version(), stored.data()));
        }
        return events;
    }

    /// What one thread hands in in one round.
    ///
    /// @param settles the work that is done with it
    record Entry(Command command, @Nullable String key, @Nullable WorkSubject settles) {
        Entry(Command command, @Nullable String key) {
            this(command, key, null);
        }
    }

    interface Entries {
        Entry of(int thread, int round);
    }
}
