package io.lotline.core.axon;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/// The log from a position on, without an end, as Axon's stream. It reads in batches. Nothing is
/// asked of the store while the head stands where the stream has arrived.
final class FollowedEvents implements MessageStream<EventMessage> {
    private static final int BATCH = 2_000;

    private final EventLog log;
    private final Criteria criteria;
    private final boolean everything;
    private final Function<StoredEvent, EventMessage> decode;
    private final EventLog.Subscription subscription;

    private List<StoredEvent> batch = List.of();
    private int index;
    private long seen;
    private @Nullable Entry<EventMessage> peeked;
    private volatile Runnable callback = () -> {};
    private volatile boolean closed;

    FollowedEvents(
            EventLog log,
            long seen,
            Criteria criteria,
            Function<StoredEvent, EventMessage> decode) {
        this.log = log;
        this.seen = seen;
        this.criteria = criteria;
        this.everything = criteria.equals(Criteria.EVERYTHING);
        this.decode = decode;
        this.subscription = log.onAppend(this::appended);
    }

    private void appended() {
        if (!closed) {
            callback.run();
        }
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> next() {
        Entry<EventMessage> entry = advance();
        peeked = null;
        return Optional.ofNullable(entry);
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> peek() {
        return Optional.ofNullable(advance());
    }

    @Override
    public synchronized boolean hasNextAvailable() {
        return advance() != null;
    }

    private @Nullable Entry<EventMessage> advance() {
        while (peeked == null && !closed && (index < batch.size() || fill())) {
            StoredEvent event = batch.get(index++);
            seen = event.position();
            if (everything || criteria.matches(event.tags(), event.name())) {
                peeked =
                        new SimpleEntry<>(
                                decode.apply(event),
                                Context.with(
                                        TrackingToken.RESOURCE_KEY,
                                        new GlobalSequenceTrackingToken(seen)));
            }
        }
        return closed ? null : peeked;
    }

    private boolean fill() {
        batch = log.head().position() > seen ? log.read(seen + 1, BATCH) : List.of();
        index = 0;
        return !batch.isEmpty();
    }

    @Override
    public void setCallback(Runnable callback) {
        this.callback = callback;
        if (hasNextAvailable()) {
            callback.run();
        }
    }

    @Override
    public Optional<Throwable> error() {
        return Optional.empty();
    }

    @Override
    public boolean isCompleted() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
