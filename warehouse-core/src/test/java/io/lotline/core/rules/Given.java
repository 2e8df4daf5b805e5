package io.lotline.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Outcome.Rejected;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.List;

/// What happened so far, as a list of events: the fast harness for decisions. A decision sees only
/// what its boundary lets it see, as with the real log; what it accepts is stored as JSON and read
/// back.
public final class Given {
    private final List<WarehouseEvent> history = new ArrayList<>();

    public static Given given(WarehouseEvent... events) {
        Given given = new Given();
        given.history.addAll(List.of(events));
        return given;
    }

    public Given and(WarehouseEvent... events) {
        history.addAll(List.of(events));
        return this;
    }

    /// A command that has to succeed on the way to the situation to be tested.
    public <C extends Command> Given and(Decision<C> decision, C command) {
        when(decision, command).accepted();
        return this;
    }

    public List<WarehouseEvent> history() {
        return List.copyOf(history);
    }

    /// Decides; what is accepted becomes a part of the history.
    public <C extends Command> Then when(Decision<C> decision, C command) {
        Told told = decide(decision, command);
        Outcome outcome = told.outcome();
        assertThat(decide(decision, command).outcome())
                .as("a decision is deterministic")
                .isEqualTo(outcome);
        if (outcome instanceof Accepted(List<WarehouseEvent> events)) {
            for (WarehouseEvent event : events) {
                assertThat(told.boundary().alternatives())
                        .as("%s carries a tag of its boundary", event)
                        .anyMatch(part -> event.tags().containsAll(part.tags()));
                String name = EventCatalogue.nameOf(event.getClass());
                assertThat(EventJson.read(name, 1, EventJson.write(event))).isEqualTo(event);
            }
            history.addAll(events);
        }
        return new Then(outcome);
    }

    /// The whole boundary of a command over this history.
    public <C extends Command> Criteria boundary(Decision<C> decision, C command) {
        return decide(decision, command).boundary();
    }

    private <C extends Command> Told decide(Decision<C> decision, C command) {
        FoldedBooks books = new FoldedBooks(history);
        Outcome outcome = decision.decide(command, books);
        return new Told(outcome, books.boundary());
    }

    private record Told(Outcome outcome, Criteria boundary) {}

    /// What came of a command.
    public record Then(Outcome outcome) {
        public List<WarehouseEvent> accepted() {
            assertThat(outcome).isInstanceOf(Accepted.class);
            return ((Accepted) outcome).events();
        }

        public <E extends WarehouseEvent> E accepted(Class<E> only) {
            List<WarehouseEvent> events = accepted();
            assertThat(events).hasSize(1);
            return only.cast(events.getFirst());
        }

        public void changesNothing() {
            assertThat(accepted()).isEmpty();
        }

        /// Refused for this reason, in words that advise.
        public <R extends Rejection> R refused(String problem, Class<R> as) {
            assertThat(outcome).isInstanceOf(Rejected.class);
            Rejection reason = ((Rejected) outcome).reason();
            assertThat(reason.problem()).as(reason.message()).isEqualTo(problem);
            assertThat(reason.message()).contains("\nMaybe ").endsWith(".");
            return as.cast(reason);
        }

        /// Refused, for whatever reason.
        public Rejection refusedAny() {
            assertThat(outcome).isInstanceOf(Rejected.class);
            return ((Rejected) outcome).reason();
        }

        public Rejection refused(String problem) {
            return refused(problem, Rejection.class);
        }
    }
}
