package io.lotline.core.axon;

import io.lotline.core.axon.BoundaryCache.Found;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.jspecify.annotations.Nullable;

/// What a boundary holds, as Axon's stream: the events, then one entry with the marker. All of it
/// is there from the beginning.
final class SourcedEvents implements MessageStream<EventMessage> {
    private final List<Found> events;
    private final ConsistencyMarker marker;
    private int next;

    SourcedEvents(List<Found> events, ConsistencyMarker marker) {
        this.events = events;
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
            return events.get(next).entry();
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
