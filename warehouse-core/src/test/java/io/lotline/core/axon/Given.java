package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.WarehouseEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.core.Message;
import org.axonframework.test.fixture.AxonTestFixture;
import org.axonframework.test.fixture.AxonTestPhase;

/// Given events, when a command, then events or a refusal: Axon's test fixture over the production
/// wiring, on the in-memory log.
///
/// `Given.events(…).when(command).thenEvents(…)`, `.thenNothing()` or `.thenRefused(…)`.
public final class Given {
    public static final Request REQUEST =
            new Request("tester", null, null, Instant.parse("2026-03-01T08:00:00Z"));

    private final AxonTestPhase.Given given;

    private Given(List<? extends Decision<?>> decisions, List<WarehouseEvent> events) {
        AxonTestFixture fixture =
                AxonTestFixture.with(
                        LotlineConfigurer.configurer(
                                new InMemoryEventLog(), new SimpleMeterRegistry(), decisions));
        given = events.isEmpty() ? fixture.given() : fixture.given().events(events);
    }

    public static Given nothing() {
        return events();
    }

    public static Given events(WarehouseEvent... events) {
        return events(List.of(events));
    }

    public static Given events(List<WarehouseEvent> events) {
        return new Given(Decisions.all(), events);
    }

    public Then when(Command command) {
        return when(command, REQUEST);
    }

    public Then when(Command command, Request request) {
        return new Then(given.when().command(command, RequestMetadata.ofCommand(request)));
    }

    /// What came of the command.
    public static final class Then {
        private final AxonTestPhase.Then.Command then;

        private Then(AxonTestPhase.When.Command when) {
            then = when.then();
        }

        /// It was accepted, and exactly these events were recorded.
        public void thenEvents(WarehouseEvent... expected) {
            thenRecorded(events -> assertThat(events).containsExactly(expected));
        }

        /// It was so already.
        public void thenNothing() {
            thenRecorded(events -> assertThat(events).isEmpty());
        }

        public void thenRecorded(Consumer<List<WarehouseEvent>> check) {
            assertThat(answer()).isInstanceOf(Answer.Done.class);
            check.accept(recorded());
        }

        public void thenRefused(Rejection expected) {
            assertThat(reason()).isEqualTo(expected);
        }

        public void thenRefused(Class<? extends Rejection> expected) {
            assertThat(reason()).isInstanceOf(expected);
        }

        public void thenRefused(String problem) {
            assertThat(reason().problem()).isEqualTo(problem);
        }

        /// It was refused, and nothing recorded, for a reason that nobody reads.
        public void thenRefusal() {
            assertThat(answer()).isInstanceOf(Answer.Refused.class);
            assertThat(recorded()).isEmpty();
        }

        private Rejection reason() {
            Answer answer = answer();
            assertThat(answer).isInstanceOf(Answer.Refused.class);
            assertThat(recorded()).isEmpty();
            Rejection reason = ((Answer.Refused) answer).reason();
            assertThat(reason.message()).contains("\nMaybe ");
            return reason;
        }

        private Answer answer() {
            Answer[] answer = new Answer[1];
            then.success()
                    .resultMessagePayloadSatisfies(
                            payload -> answer[0] = ((Attempt) payload).answer());
            return answer[0];
        }

        private List<WarehouseEvent> recorded() {
            @SuppressWarnings("unchecked")
            List<WarehouseEvent>[] recorded = new List[1];
            then.eventsSatisfy(
                    events ->
                            recorded[0] =
                                    events.stream()
                                            .map(Message::payload)
                                            .map(WarehouseEvent.class::cast)
                                            .toList());
            return recorded[0];
        }
    }
}
