package io.lotline.core.axon;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Outcome.Rejected;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.RequestKeyReused;
import io.lotline.core.decision.Sequel;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
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

/// A [Decision] as Axon's command handler: hands it the books that it opens, and publishes what was
/// decided on the condition that nothing of them changes until it is committed.
///
/// The request's own tag belongs to what is read and so to the condition: the same key sent twice
/// at once is recorded once, and found again afterwards.
final class DecisionHandler<C extends Command> implements CommandHandler {
    private final Decision<C> decision;
    private final EventStore store;
    private final StateManager states;
    private final BookRepository repository;
    private final List<Sequel> sequels;

    DecisionHandler(
            Decision<C> decision,
            EventStore store,
            StateManager states,
            BookRepository repository,
            List<Sequel> sequels) {
        this.sequels = sequels;
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
        EventStoreTransaction transaction = store.transaction(context);
        OpenedBooks books = new OpenedBooks(states, repository, transaction, context);
        if (BusRehearsal.CURRENT.isBound()) {
            return rehearse(command, request, books, BusRehearsal.CURRENT.get(), transaction);
        }
        if (request.key() != null) {
            List<StoredEventMessage> before =
                    carrying(Tags.request(request.actor(), request.key()), transaction);
            if (!before.isEmpty()) {
                return Attempt.of(replay(before, request, books.position()));
            }
        }
        return switch (outcome(command, request, books, transaction)) {
            case Rejected(var reason) -> Attempt.of(new Answer.Refused(reason, books.position()));
            case Accepted(var events) when events.isEmpty() ->
                    Attempt.of(new Answer.Done(List.of(), books.position(), false));
            case Accepted(var events) -> publish(events, request, context);
        };
    }

    /// Decides as if what was rehearsed before had happened, and publishes nothing.
    private Attempt rehearse(
            C command,
            Request request,
            OpenedBooks books,
            BusRehearsal rehearsal,
            EventStoreTransaction transaction) {
        rehearsal.decided(
                outcome(command, request, rehearsal.over(books), transaction), books.position());
        return Attempt.of(new Answer.Done(List.of(), books.position(), false));
    }

    private Outcome outcome(
            C command, Request request, Books books, EventStoreTransaction transaction) {
        try {
            return followed(decision.decide(command, books), request, books);
        } catch (PageLost lost) {
            repository.lost(lost);
            throw AppendEventsTransactionRejectedException.conflictingEventsDetected(
                    transaction.appendPosition());
        }
    }

    /// What was decided, and what else comes true with it.
    private Outcome followed(Outcome decided, Request request, Books books) {
        if (!(decided instanceof Accepted(var events)) || events.isEmpty()) {
            return decided;
        }
        List<WarehouseEvent> all = new ArrayList<>(events);
        for (Sequel sequel : sequels) {
            all.addAll(sequel.after(request, events, books));
        }
        return all.size() == events.size() ? decided : new Accepted(all);
    }

    private static List<StoredEventMessage> carrying(Tag tag, EventStoreTransaction transaction) {
        List<StoredEventMessage> events = new ArrayList<>();
        MessageStream<? extends EventMessage> stream =
                transaction.source(
                        SourcingCondition.conditionFor(
                                AxonCriteria.toAxon(new Criterion(Set.of(tag), Set.of()))));
        while (stream.hasNextAvailable()) {
            stream.next().ifPresent(entry -> events.add((StoredEventMessage) entry.message()));
        }
        return events;
    }

    /// What the log holds of the first time.
    private static Answer replay(List<StoredEventMessage> before, Request request, long position) {
        List<Recorded> events = new ArrayList<>(before.size());
        for (StoredEventMessage message : before) {
            StoredEvent stored = message.stored();
            if (!Objects.equals(
                    stored.meta().get(RequestMetadata.FINGERPRINT), request.fingerprint())) {
                return new Answer.Refused(
                        new RequestKeyReused(Objects.requireNonNull(request.key())), position);
            }
            events.add(
                    new Recorded(
                            stored.position(), stored.at(), stored.actor(), message.payload()));
        }
        return new Answer.Done(events, events.getLast().position(), true);
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
}
