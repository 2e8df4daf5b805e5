package io.lotline.projections.engine;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/// The log as a source for Axon's processors, read and decoded once for all views of a node.
///
/// An entry of a stream is not one event but a [Stretch] of the log, as long as what has come since
/// the stretch before was folded. Axon 5.0.1 chains a message stream per event of a batch, at a
/// cost that grows with the square of the batch; a stretch has one message and no batch. Positions
/// in tokens are those of the last event folded; 0 is the start.
final class EventFeed implements StreamableEventSource, AutoCloseable {
    static final QualifiedName STRETCH = new QualifiedName("lotline", "Stretch");
    private static final MessageType TYPE = new MessageType(STRETCH);
    private static final int CHUNK = 256;
    private static final int CHUNKS_KEPT = 48;

    private final EventLog log;
    private final EventLog.Subscription subscription;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final Map<Long, Chunk> chunks =
            new LinkedHashMap<>(2 * CHUNKS_KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Chunk> eldest) {
                    return size() > CHUNKS_KEPT;
                }
            };

    EventFeed(EventLog log) {
        this.log = log;
        this.subscription = log.onAppend(() -> streams.forEach(Stream::wake));
    }

    /// The events `from` to `to`, both included; all of them are durable.
    List<FedEvent> events(long from, long to) {
        List<FedEvent> events = new ArrayList<>((int) (to - from + 1));
        for (long position = from; position <= to; ) {
            Chunk chunk = chunk((position - 1) / CHUNK);
            long last = Math.min(to, chunk.last());
            chunk.addTo(events, position, last);
            position = last + 1;
        }
        return events;
    }

    private Chunk chunk(long index) {
        synchronized (chunks) {
            return chunks.computeIfAbsent(index, Chunk::new);
        }
    }

    @Override
    public MessageStream<EventMessage> open(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        long reached = condition.position().position().orElse(0);
        Stream stream = new Stream(reached + 1);
        streams.add(stream);
        return stream;
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
    public void close() {
        subscription.close();
    }

    /// Events that follow each other in the log; `release` lets the stream hand out the next.
    record Stretch(long from, long to, Runnable release) {}

    /// Some neighbouring events, read when first asked for.
    private final class Chunk {
        private final long first;
        private final List<FedEvent> events = new ArrayList<>();

        Chunk(long index) {
            this.first = index * CHUNK + 1;
        }

        long last() {
            return first + CHUNK - 1;
        }

        synchronized void addTo(List<FedEvent> target, long from, long to) {
            while (first + events.size() <= to) {
                List<StoredEvent> read = log.read(first + events.size(), CHUNK - events.size());
                if (read.isEmpty()) {
                    throw new IllegalStateException(
                            "The log answers nothing at position %d, below its head"
                                    .formatted(first + events.size()));
                }
                for (StoredEvent stored : read) {
                    if (events.size() < CHUNK) {
                        events.add(new FedEvent(stored));
                    }
                }
            }
            target.addAll(events.subList((int) (from - first), (int) (to - first + 1)));
        }
    }

    /// The stretches of one processor.
    private final class Stream implements MessageStream<EventMessage> {
        private long next;
        private boolean handedOut;
        private boolean closed;
        private Runnable callback = () -> {};

        Stream(long next) {
            this.next = next;
        }

        private synchronized @Nullable Stretch waiting() {
            if (handedOut || closed) {
                return null;
            }
            long head = log.head().position();
            return head < next
                    ? null
                    : new Stretch(next, Math.min(head, next + 4 * CHUNK - 1), this::release);
        }

        private void release() {
            synchronized (this) {
                handedOut = false;
            }
            wake();
        }

        void wake() {
            Runnable toRun;
            synchronized (this) {
                toRun = callback;
            }
            toRun.run();
        }

        private Entry<EventMessage> entry(Stretch stretch) {
            return new SimpleEntry<EventMessage>(
                    new GenericEventMessage(
                            "stretch-%d-%d".formatted(stretch.from(), stretch.to()),
                            TYPE,
                            stretch,
                            Map.of(),
                            Instant.EPOCH),
                    TrackingToken.addToContext(
                            Context.empty(), new GlobalSequenceTrackingToken(stretch.to())));
        }

        @Override
        public Optional<Entry<EventMessage>> next() {
            Stretch stretch;
            synchronized (this) {
                stretch = waiting();
                if (stretch == null) {
                    return Optional.empty();
                }
                handedOut = true;
                next = stretch.to() + 1;
            }
            return Optional.of(entry(stretch));
        }

        @Override
        public Optional<Entry<EventMessage>> peek() {
            return Optional.ofNullable(waiting()).map(this::entry);
        }

        @Override
        public void setCallback(Runnable callback) {
            synchronized (this) {
                this.callback = callback;
            }
            if (hasNextAvailable()) {
                callback.run();
            }
        }

        @Override
        public Optional<Throwable> error() {
            return Optional.empty();
        }

        @Override
        public synchronized boolean isCompleted() {
            return closed;
        }

        @Override
        public boolean hasNextAvailable() {
            return waiting() != null;
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            streams.remove(this);
        }
    }
}
