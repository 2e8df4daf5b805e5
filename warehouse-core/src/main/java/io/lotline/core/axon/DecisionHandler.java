package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Outcome.Rejected;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.RequestKeyReused;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;

/// A [Decision] as Axon's command handler: reads the boundary, folds it, decides, and publishes
/// what was decided on the condition that nothing in the boundary changes until it is committed.
///
/// The request's own tag belongs to what is read and so to the condition: the same key sent twice
/// at once is recorded once, and found again afterwards.
final class DecisionHandler<C extends Command> implements CommandHandler {
    /// Rounds of [Decision#further]; orders → goods → lots are three.
    private static final int MAX_ROUNDS = 8;

    private final Decision<C> decision;
    private final EventStore store;
    private final StateManager states;
    private final BookRepository repository;

    DecisionHandler(
            Decision<C> decision,
            EventStore store,
            StateManager states,
            BookRepository repository) {
        this.decision = decision;
        this.store = store;
        this.states = states;
        this.repository = repository;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(
            CommandMessage message, ProcessingContext context) {
        C command = Objects.requireNonNull(message.payloadAs(decision.commandType()));
        Request request = RequestMetadata.read(message.metadata());
        return MessageStream.just(
                new GenericCommandResultMessage(
                        WarehouseMessageTypes.ANSWER, attempt(command, request, context)));
    }

    private Attempt attempt(C command, Request request, ProcessingContext context) {
        return decision instanceof FoldedDecision<C, ?> folded
                ? folded(folded, command, request, context)
                : opening(command, request, context);
    }

    private Attempt opening(C command, Request request, ProcessingContext context) {
        EventStoreTransaction transaction = store.transaction(context);
        if (request.key() != null) {
            Tag tag = Tags.request(request.actor(), request.key());
            Boundary before = new Boundary(transaction);
            if (before.read(Criteria.of(new Criterion(Set.of(tag), Set.of())))
                    && !before.carrying(tag).isEmpty()) {
                return Attempt.of(replay(before.carrying(tag), request, before));
            }
        }
        OpenedBooks books = new OpenedBooks(states, repository, transaction, context);
        Outcome outcome = decision.decide(command, books);
        return switch (outcome) {
            case Rejected(var reason) -> Attempt.of(new Answer.Refused(reason, books.position()));
            case Accepted(var events) when events.isEmpty() ->
                    Attempt.of(new Answer.Done(List.of(), books.position(), false));
            case Accepted(var events) -> publish(events, request, context);
        };
    }

    private <S> Attempt folded(
            FoldedDecision<C, S> decision, C command, Request request, ProcessingContext context) {
        Boundary boundary = new Boundary(store.transaction(context));
        Tag requestTag =
                request.key() == null ? null : Tags.request(request.actor(), request.key());
        Trail.opened(decision.boundary(command));
        boundary.read(withRequest(decision.boundary(command), requestTag));
        if (requestTag != null) {
            List<StoredEvent> before = boundary.carrying(requestTag);
            if (!before.isEmpty()) {
                return Attempt.of(replay(before, request, boundary));
            }
        }
        Outcome outcome = decision.decide(command, widen(decision, command, boundary));
        return switch (outcome) {
            case Rejected(var reason) ->
                    Attempt.of(new Answer.Refused(reason, boundary.position()));
            case Accepted(var events) when events.isEmpty() ->
                    Attempt.of(new Answer.Done(List.of(), boundary.position(), false));
            case Accepted(var events) -> publish(events, request, context);
        };
    }

    private static Criteria withRequest(Criteria boundary, @Nullable Tag request) {
        if (request == null) {
            return boundary;
        }
        List<Criterion> alternatives = new ArrayList<>(boundary.alternatives());
        alternatives.add(new Criterion(Set.of(request), Set.of()));
        return new Criteria(alternatives);
    }

    private Answer replay(List<StoredEvent> before, Request request, Boundary boundary) {
        List<Recorded> events = new ArrayList<>(before.size());
        for (StoredEvent stored : before) {
            if (!Objects.equals(
                    stored.meta().get(RequestMetadata.FINGERPRINT), request.fingerprint())) {
                return new Answer.Refused(
                        new RequestKeyReused(Objects.requireNonNull(request.key())),
                        boundary.position());
            }
            events.add(
                    new Recorded(
                            stored.position(),
                            stored.at(),
                            stored.actor(),
                            boundary.event(stored.position())));
        }
        return new Answer.Done(events, events.getLast().position(), true);
    }

    /// Folds the boundary, and folds it again as long as the rule turns out to be about more.
    private <S> S widen(FoldedDecision<C, S> decision, C command, Boundary boundary) {
        S state = fold(decision, command, boundary);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (!boundary.read(decision.further(command, state))) {
                return state;
            }
            state = fold(decision, command, boundary);
        }
        throw new IllegalStateException(
                "%s asks for more after %d rounds: %s"
                        .formatted(decision.getClass().getSimpleName(), MAX_ROUNDS, command));
    }

    private <S> S fold(FoldedDecision<C, S> decision, C command, Boundary boundary) {
        S state = decision.initial(command);
        for (StoredEventMessage event : boundary.events()) {
            state = decision.evolve(state, event.payload());
        }
        return state;
    }

    private Attempt publish(
            List<WarehouseEvent> events, Request request, ProcessingContext context) {
        Metadata metadata = RequestMetadata.ofEvent(request);
        List<EventMessage> messages = new ArrayList<>(events.size());
        for (WarehouseEvent event : events) {
            messages.add(
                    new GenericEventMessage(
                            IdentifierFactory.getInstance().generateIdentifier(),
                            WarehouseMessageTypes.of(event.getClass()),
                            event,
                            metadata,
                            request.at()));
        }
        Attempt attempt = Attempt.pending(events, request);
        context.runOnAfterCommit(
                committed ->
                        attempt.committed(
                                Objects.requireNonNull(
                                        committed.getResource(EventLogStorageEngine.APPENDED))));
        store.publish(context, messages);
        return attempt;
    }

    /// What was read of the log in one attempt, as it stood at one position.
    private static final class Boundary {
        private final EventStoreTransaction transaction;
        private final Set<Criterion> asked = new java.util.HashSet<>();
        private final TreeMap<Long, StoredEventMessage> events = new TreeMap<>();
        private long position = -1;

        Boundary(EventStoreTransaction transaction) {
            this.transaction = transaction;
        }

        /// Reads what was not asked for before, and says whether there was such a thing.
        boolean read(Criteria criteria) {
            List<Criterion> added = new ArrayList<>(criteria.alternatives().size());
            for (Criterion alternative : criteria.alternatives()) {
                if (asked.add(alternative)) {
                    added.add(alternative);
                }
            }
            if (added.isEmpty()) {
                return false;
            }
            MessageStream<? extends EventMessage> stream =
                    transaction.source(
                            SourcingCondition.conditionFor(
                                    AxonCriteria.toAxon(new Criteria(added))));
            while (stream.hasNextAvailable()) {
                stream.next().ifPresent(entry -> add((StoredEventMessage) entry.message()));
            }
            if (position < 0) {
                position = GlobalIndexConsistencyMarker.position(transaction.appendPosition());
            }
            return true;
        }

        /// Later reads may see later commits: they are left out, so that the state is that of one
        /// position. The append condition, which counts from there, still meets them.
        private void add(StoredEventMessage event) {
            if (position < 0 || event.stored().position() <= position) {
                events.put(event.stored().position(), event);
            }
        }

        Iterable<StoredEventMessage> events() {
            return events.values();
        }

        WarehouseEvent event(long at) {
            return Objects.requireNonNull(events.get(at)).payload();
        }

        List<StoredEvent> carrying(Tag tag) {
            List<StoredEvent> found = new ArrayList<>();
            for (StoredEventMessage event : events.values()) {
                if (event.stored().tags().contains(tag)) {
                    found.add(event.stored());
                }
            }
            return found;
        }

        long position() {
            return Math.max(0, position);
        }
    }
}
