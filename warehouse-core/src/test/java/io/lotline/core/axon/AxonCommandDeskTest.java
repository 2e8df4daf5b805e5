package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.access.AccessRejection;
import io.lotline.core.access.IssueKey;
import io.lotline.core.access.RecordLookUp;
import io.lotline.core.access.RevokeKey;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.RequestKeyReused;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.testing.ForwardingLog;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AxonCommandDeskTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final KeyId KEY = new KeyId("k1");
    private static final Command ISSUE =
            new IssueKey(KEY, "dock", CallerRole.OPERATOR, null, Set.of(), "ab12");
    private static final Command LOOK_UP = new RecordLookUp(KEY, "/v1/stock", null);

    private final EventLog log = new InMemoryEventLog();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AxonConfiguration axon =
            LotlineConfigurer.configurer(log, metrics, Decisions.all()).start();
    private final CommandDesk desk = axon.getComponent(CommandDesk.class);

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    private static Request request(@Nullable String key, @Nullable String fingerprint) {
        return new Request("admin", key, fingerprint, AT);
    }

    @Test
    void an_accepted_command_answers_its_events_with_their_positions() {
        desk.handle(ISSUE, request(null, null));
        assertThat(desk.handle(new RevokeKey(KEY), request(null, null)))
                .isEqualTo(
                        new Answer.Done(
                                List.of(new Recorded(2, AT, "admin", new KeyRevoked(KEY))),
                                2,
                                false));
    }

    @Test
    void what_is_stored_names_actor_time_request_and_no_class() {
        desk.handle(LOOK_UP, request("r/1", "f1"));
        StoredEvent stored = log.read(1, 1).getFirst();
        assertThat(stored.name()).isEqualTo("lotline.LookedUp");
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.actor()).isEqualTo("admin");
        assertThat(stored.at()).isEqualTo(AT);
        assertThat(stored.tags())
                .containsExactlyInAnyOrder(new Tag("key", "k1"), new Tag("request", "admin/r%2F1"));
        assertThat(stored.meta()).containsOnlyKeys("fingerprint").containsValue("f1");
        assertThat(stored.data()).isEqualTo("{\"key\":\"k1\",\"path\":\"/v1/stock\"}");
    }

    @Test
    void a_refusal_records_nothing_and_says_up_to_where_it_knows() {
        desk.handle(LOOK_UP, request(null, null));
        assertThat(desk.handle(new RevokeKey(KEY), request(null, null)))
                .isEqualTo(new Answer.Refused(new AccessRejection.UnknownKey(KEY), 1));
        assertThat(log.head().position()).isEqualTo(1);
    }

    @Test
    void what_is_so_already_answers_no_events() {
        desk.handle(ISSUE, request(null, null));
        assertThat(desk.handle(ISSUE, request(null, null)))
                .isEqualTo(new Answer.Done(List.of(), 1, false));
    }

    @Test
    void the_same_key_again_answers_the_first_time_and_records_nothing() {
        Recorded first = new Recorded(1, AT, "admin", new LookedUp(KEY, "/v1/stock", null));
        desk.handle(LOOK_UP, request("r1", "f1"));
        desk.handle(ISSUE, request(null, null));
        assertThat(desk.handle(LOOK_UP, request("r1", "f1")))
                .isEqualTo(new Answer.Done(List.of(first), 1, true));
        assertThat(log.head().position()).isEqualTo(2);
    }

    @Test
    void the_same_key_with_other_content_is_refused() {
        desk.handle(LOOK_UP, request("r1", "f1"));
        assertThat(desk.handle(LOOK_UP, request("r1", "f2")))
                .isEqualTo(new Answer.Refused(new RequestKeyReused("r1"), 1));
        assertThat(log.head().position()).isEqualTo(1);
    }

    @Test
    void the_same_key_of_another_caller_is_another_request() {
        desk.handle(LOOK_UP, request("r1", "f1"));
        Answer other = desk.handle(LOOK_UP, new Request("gate", "r1", "f1", AT));
        assertThat(other)
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.replayed()).isFalse());
    }

    @Test
    void outcomes_are_counted_by_command_and_problem() {
        desk.handle(ISSUE, request("r1", "f1"));
        desk.handle(ISSUE, request("r1", "f1"));
        desk.handle(new RevokeKey(new KeyId("k2")), request(null, null));
        assertThat(timed("IssueKey", "accepted", "none")).isEqualTo(1);
        assertThat(timed("IssueKey", "replayed", "none")).isEqualTo(1);
        assertThat(timed("RevokeKey", "refused", "unknown-key")).isEqualTo(1);
    }

    @Test
    void an_unreachable_log_is_told_as_such() {
        log.close();
        assertThatThrownBy(() -> desk.handle(LOOK_UP, request(null, null)))
                .isInstanceOf(LogUnavailable.class);
        assertThat(timed("RecordLookUp", "failed", "none")).isEqualTo(1);
    }

    /// The kind: however the log fails and wherever, the caller hears of an outage, never of a
    /// defect, and whether something may have been recorded.
    @Test
    void an_outage_is_told_as_one_wherever_it_comes_from() {
        LogUnavailable outage = new LogUnavailable("No answer. Nothing was stored.", null);
        List<EventLog> broken =
                List.of(
                        new Broken(outage, null),
                        new Broken(new CompletionException(new ExecutionException(outage)), null),
                        new Broken(new IllegalStateException("wrapped", outage), null),
                        new Broken(null, outage),
                        new Broken(null, new CompletionException(outage)),
                        new Broken(null, new IllegalStateException("wrapped", outage)),
                        new Broken(null, new TimeoutException()),
                        new Broken(null, new CompletionException(new InterruptedException())));
        for (EventLog each : broken) {
            AxonConfiguration configured =
                    LotlineConfigurer.configurer(each, metrics, Decisions.all()).start();
            try {
                assertThatThrownBy(
                                () ->
                                        configured
                                                .getComponent(CommandDesk.class)
                                                .handle(LOOK_UP, request("r1", "f1")))
                        .as("%s", each)
                        .isInstanceOf(LogUnavailable.class)
                        .message()
                        .matches(".*(Nothing was stored|ask again with the same key).*");
            } finally {
                configured.shutdown();
            }
        }
    }

    /// A defect stays one.
    @Test
    void what_is_no_outage_is_not_told_as_one() {
        IllegalStateException defect = new IllegalStateException("a defect");
        AxonConfiguration configured =
                LotlineConfigurer.configurer(new Broken(defect, null), metrics, Decisions.all())
                        .start();
        try {
            assertThatThrownBy(
                            () ->
                                    configured
                                            .getComponent(CommandDesk.class)
                                            .handle(LOOK_UP, request("r1", "f1")))
                    .isSameAs(defect);
        } finally {
            configured.shutdown();
        }
    }

    /// Fails at every read, or at every append.
    private static final class Broken extends ForwardingLog {
        private final @Nullable RuntimeException reading;
        private final @Nullable Throwable appending;

        Broken(@Nullable RuntimeException reading, @Nullable Throwable appending) {
            super(new InMemoryEventLog());
            this.reading = reading;
            this.appending = appending;
        }

        @Override
        public Changes changes(List<Since> parts) {
            if (reading != null) {
                throw reading;
            }
            return super.changes(parts);
        }

        @Override
        public CompletableFuture<Appended> append(
                List<NewEvent> events, AppendCondition condition) {
            return appending == null
                    ? super.append(events, condition)
                    : CompletableFuture.failedFuture(appending);
        }

        @Override
        public String toString() {
            return "reading %s, appending %s".formatted(reading, appending);
        }
    }

    private long timed(String command, String outcome, String problem) {
        return metrics.get("lotline.commands")
                .tags("command", command, "outcome", outcome, "problem", problem)
                .timer()
                .count();
    }

    /// However a command's time goes, in reading or in waiting for its append, its caller hears of
    /// it by then.
    @Test
    void a_command_is_answered_within_its_deadline_also_where_reading_took_most_of_it() {
        Duration deadline = Duration.ofSeconds(2);
        CommandBus slow = new ReadsLongAndNeverEnds(deadline.dividedBy(2));
        AxonCommandDesk patient = new AxonCommandDesk(slow, metrics, deadline);
        long started = System.nanoTime();
        assertThatThrownBy(() -> patient.handle(LOOK_UP, request("r1", "f1")))
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("No acknowledgement within PT2S");
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isLessThan(deadline.plus(deadline.dividedBy(4)));
    }

    /// Reads on its caller's thread, then waits for an append that nobody acknowledges.
    private record ReadsLongAndNeverEnds(Duration reading) implements CommandBus {
        @Override
        public CompletableFuture<CommandResultMessage> dispatch(
                CommandMessage command, @Nullable ProcessingContext context) {
            LockSupport.parkNanos(reading.toNanos());
            return new CompletableFuture<>();
        }

        @Override
        public CommandBus subscribe(QualifiedName name, CommandHandler handler) {
            return this;
        }

        @Override
        public void describeTo(ComponentDescriptor descriptor) {}
    }
}
