package io.lotline.core.axon;

import io.lotline.core.eventlog.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/// What a boundary holds, as Axon's stream: the events, then one entry with the marker. All of it
/// is there from the beginning.
final class SourcedEvents implements MessageStream<EventMessage> {
    private final List<StoredEvent> events;
    private final Function<StoredEvent, EventMessage> decode;
    private final ConsistencyMarker marker;
    private int next;

    SourcedEvents(
            List<StoredEvent> events,
            Function<StoredEvent, EventMessage> decode,
            ConsistencyMarker marker) {
        this.events = events;
        this.decode = decode;
        this.marker = marker;
    }

    @Override
    public Optional<Entry<EventMessage>> next() {
        Entry<EventMessage> entry = entry();
        next++;
        return Optional.ofNullable(entry);
    }

    @Override
    public Optional<Entry<EventMessage>> peek() {
        return Optional.ofNullable(entry());
    }

    private @Nullable Entry<EventMessage> entry() {
        if (next < events.size()) {
            StoredEvent event = events.get(next);
            return new SimpleEntry<>(
                    decode.apply(event),
                    Context.with(
                            TrackingToken.RESOURCE_KEY,
                            new GlobalSequenceTrackingToken(event.position())));
        }
        return next == events.size()
                ? new SimpleEntry<>(
                        TerminalEventMessage.INSTANCE,
                        Context.with(ConsistencyMarker.RESOURCE_KEY, marker))
                : null;
    }

    @Override
    public void setCallback(Runnable callback) {
        callback.run();
    }

    @Override
    public Optional<Throwable> error() {
        return Optional.empty();
    }

    @Override
    public boolean isCompleted() {
        return next > events.size();
    }

    @Override
    public boolean hasNextAvailable() {
        return next <= events.size();
    }

    @Override
    public void close() {
        next = events.size() + 1;
    }
}
