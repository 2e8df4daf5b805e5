package io.lotline.core.axon;

import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/// Axon's storage engine over the [EventLog].
///
/// Axon counts from 0 and its markers and tokens name the *next* event; the log counts from 1. So
/// Axon's marker or token of an event *is* the event's position in the log: what has been seen up
/// to and including it.
public class EventLogStorageEngine implements EventStorageEngine {
    /// Where a commit's positions stand in the processing context that caused it.
    static final ResourceKey<Appended> APPENDED = ResourceKey.withLabel("appended");

    /// Up to which position the last sourcing in a processing context is complete.
    static final ResourceKey<Long> SOURCED_UP_TO = ResourceKey.withLabel("sourcedUpTo");

    /// The actor of events that were appended past the command desk, as fixtures do.
    static final String NOBODY = "nobody";

    private final EventLog log;

    public EventLogStorageEngine(EventLog log) {
        this.log = log;
    }

    /// The position in the log up to which a token has seen everything.
    public static long positionOf(TrackingToken token) {
        return Math.max(0, token.position().orElse(0));
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition,
            @Nullable ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        List<NewEvent> encoded = new ArrayList<>(events.size());
        for (TaggedEventMessage<?> event : events) {
            encoded.add(encode(event));
        }
        return CompletableFuture.completedFuture(new LogTransaction(encoded, condition));
    }

    @Override
    public MessageStream<EventMessage> source(
            SourcingCondition condition, @Nullable ProcessingContext context) {
        long start = GlobalIndexPosition.toIndex(condition.start());
        Criteria criteria = AxonCriteria.fromAxon(condition.criteria());
        // Axon's start is the next event's, the log's is the last one seen
        long after = Math.max(0, start);
        Changes changes =
                log.changes(
                        criteria.alternatives().stream()
                                .map(alternative -> new Since(alternative, after))
                                .toList());
        if (context != null) {
            context.putResource(SOURCED_UP_TO, changes.position());
        }
        return new SourcedEvents(
                merged(changes.events()),
                this::decode,
                new GlobalIndexConsistencyMarker(changes.position()));
    }

    private static List<StoredEvent> merged(List<List<StoredEvent>> alternatives) {
        if (alternatives.size() == 1) {
            return alternatives.getFirst();
        }
        TreeMap<Long, StoredEvent> merged = new TreeMap<>();
        for (List<StoredEvent> events : alternatives) {
            events.forEach(event -> merged.put(event.position(), event));
        }
        return List.copyOf(merged.values());
    }

    @Override
    public MessageStream<EventMessage> stream(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        TrackingToken token = condition.position();
        long seen = token.equals(TrackingToken.LATEST) ? log.head().position() : positionOf(token);
        return new FollowedEvents(
                log, seen, AxonCriteria.fromAxon(condition.criteria()), this::decode);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(
                new GlobalSequenceTrackingToken(log.head().position()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(
                new GlobalSequenceTrackingToken(log.positionAt(at) - 1));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("log", log);
    }

    /// The stored form of an event.
    NewEvent encode(TaggedEventMessage<?> tagged) {
        EventMessage message = tagged.event();
        if (!(message.payload() instanceof WarehouseEvent payload)) {
            throw new IllegalArgumentException(
                    "%s is no event of Lotline".formatted(message.type()));
        }
        return encode(tagged, Integer.parseInt(message.type().version()), EventJson.write(payload));
    }

    final NewEvent encode(TaggedEventMessage<?> tagged, int version, String data) {
        EventMessage message = tagged.event();
        Map<String, String> meta = new HashMap<>(message.metadata());
        // both are kept where they can be searched: as a field and as a tag
        String actor = meta.remove(RequestMetadata.ACTOR);
        meta.remove(RequestMetadata.REQUEST_KEY);
        return new NewEvent(
                message.identifier(),
                message.type().name(),
                version,
                message.timestamp(),
                actor == null ? NOBODY : actor,
                AxonCriteria.tagsFromAxon(tagged.tags()),
                data,
                meta);
    }

    EventMessage decode(StoredEvent stored) {
        return new StoredEventMessage(stored);
    }

    private static io.lotline.core.eventlog.AppendCondition condition(AppendCondition condition) {
        long after = GlobalIndexConsistencyMarker.position(condition.consistencyMarker());
        if (after == Long.MAX_VALUE) {
            return io.lotline.core.eventlog.AppendCondition.NONE;
        }
        Criteria criteria = AxonCriteria.fromAxon(condition.criteria());
        return new io.lotline.core.eventlog.AppendCondition(criteria, Math.max(0, after));
    }

    /// Axon prepares, then commits: only the commit touches the log.
    private final class LogTransaction implements AppendTransaction<ConsistencyMarker> {
        private final List<NewEvent> events;
        private final AppendCondition condition;
        private final AtomicBoolean finished = new AtomicBoolean();

        LogTransaction(List<NewEvent> events, AppendCondition condition) {
            this.events = events;
            this.condition = condition;
        }

        @Override
        public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
            if (finished.getAndSet(true)) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException("already committed or rolled back"));
            }
            if (events.isEmpty()) {
                return CompletableFuture.completedFuture(ConsistencyMarker.ORIGIN);
            }
            return log.append(events, condition(condition))
                    .handle((appended, failure) -> committed(appended, failure, context));
        }

        private ConsistencyMarker committed(
                @Nullable Appended appended,
                @Nullable Throwable failure,
                @Nullable ProcessingContext context) {
            if (appended == null) {
                Throwable cause =
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure;
                throw new CompletionException(
                        cause instanceof AppendConflict
                                ? AppendEventsTransactionRejectedException
                                        .conflictingEventsDetected(condition.consistencyMarker())
                                : cause);
            }
            if (context != null) {
                context.putResource(APPENDED, appended);
            }
            return new GlobalIndexConsistencyMarker(appended.last());
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {
            finished.set(true);
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(
                ConsistencyMarker marker, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(marker);
        }
    }
}
