package io.lotline.projections.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.access.RecordLookUp;
import io.lotline.core.axon.Decisions;
import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.decision.Automation;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.mongo.LogSettings;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.testing.Poll;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.OrderId;
import io.lotline.projections.TestLog;
import io.lotline.projections.automation.AutomationRun.State;
import io.lotline.projections.automation.AutomationView.Keying;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewStore;
import io.lotline.projections.store.Where;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.configuration.AxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every automation keeps: once for each event, whatever fails, and not for what was before.
///
/// Its automation records a look-up after each revoked key: a command that records whenever it is
/// asked, so that nothing but the request's key keeps it from happening twice.
abstract class AutomationContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 40;

    private LotlineStore store;
    private TestLog log;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        store = open();
        log = new TestLog(store.log(), Instant.parse("2026-11-22T00:00:00Z"));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void each_event_is_answered_once_though_nodes_die_between_doing_and_noting() {
        assertThat(doneUnderFailures(Keying.BY_EVENT)).isEqualTo(EVENTS);
    }

    @Test
    void without_the_key_the_same_failures_do_it_twice() {
        assertThat(doneUnderFailures((_, _, _) -> null)).isGreaterThan(EVENTS);
    }

    @Test
    void what_happened_before_it_was_introduced_is_not_answered() {
        long before = happen(0, 5);
        try (Node node = new Node(Keying.BY_EVENT, 0)) {
            node.await(before);
            long after = happen(5, 6);
            node.await(after);
            assertThat(node.done()).isEqualTo(1);
            assertThat(node.runs()).extracting(AutomationRun::position).containsExactly(after);
        }
    }

    @Test
    void a_refused_command_is_noted_and_not_tried_again() {
        AtomicInteger asked = new AtomicInteger();
        CommandDesk refusing =
                (_, _) -> {
                    asked.incrementAndGet();
                    return new CommandDesk.Answer.Refused(new Unwanted(), 1);
                };
        try (Node node = new Node(Keying.BY_EVENT, 0, refusing)) {
            node.begun();
            node.await(happen(0, 1));
            assertThat(node.runs())
                    .singleElement()
                    .satisfies(
                            run -> {
                                assertThat(run.outcomes().getFirst().state())
                                        .isEqualTo(State.REFUSED);
                                assertThat(run.outcomes().getFirst().problem())
                                        .isEqualTo("unwanted");
                            });
            node.await(happen(1, 2));
        }
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void an_outage_is_shown_and_then_made_good() {
        try (Node node = new Node(Keying.BY_EVENT, 3)) {
            node.begun();
            long position = happen(0, 1);
            Poll.until(
                    "the stop",
                    PATIENCE,
                    () -> node.engine.health().getFirst().stopped() != null || node.done() > 0);
            node.await(position);
            assertThat(node.engine.health().getFirst().stopped()).isNull();
            assertThat(node.done()).isEqualTo(1);
        }
    }

    /// Two nodes. The one that works loses answers to what it had done, and is stopped halfway: the
    /// other goes on with what is noted.
    private long doneUnderFailures(Keying keying) {
        Node first = new Node(keying, 4);
        first.begun();
        try (Node second = new Node(keying, 4)) {
            try (first) {
                first.await(happen(0, EVENTS / 2));
            }
            second.await(happen(EVENTS / 2, EVENTS));
            assertThat(second.runs()).hasSize(EVENTS);
            return second.done();
        }
    }

    private long happen(int from, int to) {
        long last = 0;
        for (int i = from; i < to; i++) {
            last = log.append(new KeyRevoked(new KeyId("K-" + i)));
        }
        return last;
    }

    private record Unwanted() implements Rejection {
        @Override
        public String message() {
            return "Nobody wants it.";
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public String problem() {
            return "unwanted";
        }
    }

    private static final class WhenKeyRevokedThenRecord implements Automation {
        @Override
        public String name() {
            return "when-key-revoked-then-record";
        }

        @Override
        public boolean concerns(Recorded happened) {
            return happened.event() instanceof KeyRevoked;
        }

        @Override
        public List<Wish> then(Recorded happened, LocalDate today) {
            KeyId key = ((KeyRevoked) happened.event()).key();
            return List.of(new Wish(key.value(), new RecordLookUp(key, "/v1/keys", null)));
        }
    }

    /// A node with the one automation, and a desk of its own.
    private final class Node implements AutoCloseable {
        private final EventLog own = store.openLog(LogSettings.DEFAULT, new SimpleMeterRegistry());
        private final AxonConfiguration axon =
                LotlineConfigurer.configurer(own, new SimpleMeterRegistry(), Decisions.all())
                        .start();
        private final ViewEngine engine;
        private final Documents<AutomationRun> runs;
        private final Automation automation = new WhenKeyRevokedThenRecord();

        /// @param lost of so many commands the first answer to one is lost, 0 for none
        Node(Keying keying, int lost) {
            this(keying, lost, null);
        }

        Node(Keying keying, int lost, @Nullable CommandDesk instead) {
            CommandDesk desk =
                    instead == null ? losing(axon.getComponent(CommandDesk.class), lost) : instead;
            ViewStore views = new ViewStore(store);
            engine =
                    new ViewEngine(
                            own,
                            views.tokens(Clock.systemUTC()),
                            views.editions(),
                            views,
                            new SimpleMeterRegistry(),
                            Clock.systemUTC());
            AutomationView view =
                    new AutomationView(
                            automation,
                            desk,
                            new LogReader(own),
                            Clock.systemUTC(),
                            ZoneOffset.UTC,
                            keying);
            engine.add(view);
            runs = views.documents(view, () -> engine.edition(view.name()));
            engine.start();
        }

        private static CommandDesk losing(CommandDesk desk, int lost) {
            Set<Command> asked = ConcurrentHashMap.newKeySet();
            return (command, request) -> {
                CommandDesk.Answer answer = desk.handle(command, request);
                if (lost > 0 && asked.add(command) && asked.size() % lost == 1) {
                    throw new IllegalStateException("the answer was lost");
                }
                return answer;
            };
        }

        /// It follows from an end that is not before its beginning.
        void begun() {
            await(
                    log.append(
                            new OrderUnallocated(
                                    new OrderId("O"), new EnterpriseId("E"), List.of())));
        }

        void await(long position) {
            assertThat(engine.awaitPosition(automation.name(), position, PATIENCE)).isTrue();
        }

        /// How many look-ups there are, as the log says in which this node recorded the last.
        long done() {
            int head = (int) own.head().position();
            return own.read(1, head).stream()
                    .map(StoredEvent::name)
                    .filter(name -> name.endsWith("LookedUp"))
                    .count();
        }

        List<AutomationRun> runs() {
            List<AutomationRun> all = new ArrayList<>();
            runs.forEach(Where.ALL, (_, run) -> all.add(run));
            return all;
        }

        @Override
        public void close() {
            engine.close();
            axon.shutdown();
            own.close();
        }
    }
}
