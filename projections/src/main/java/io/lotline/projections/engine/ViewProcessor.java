package io.lotline.projections.engine;

import io.lotline.projections.engine.EventFeed.Stretch;
import io.lotline.projections.engine.ViewFold.Folded;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.FutureUtils;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventHandler;
import org.axonframework.messaging.eventhandling.EventHandlerRegistry;
import org.axonframework.messaging.eventhandling.EventHandlingComponent;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jspecify.annotations.Nullable;

/// One view's processor and what this node knows of its position.
final class ViewProcessor<D> implements EventHandlingComponent, AutoCloseable {
    private static final int SEGMENT = 0;
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;
    private static final long CLAIM_EXTENSION_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 15;

    private final String name;
    private final String processorName;
    private final ViewFold<D> fold;
    private final EventFeed feed;
    private final ViewTokens tokens;
    private final Clock clock;
    private final PooledStreamingEventProcessor processor;

    /// One thread: Axon's coordinator forgets a wake-up that comes while another thread is in it.
    private final ScheduledExecutorService coordinator;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long reached;
    private volatile ViewHealth.@Nullable Stopped stopped;

    /// Keys of ended documents that are behind the token; only the worker of the segment sees it.
    private List<String> ended = List.of();

    ViewProcessor(
            View<D> view,
            ViewStorage<D> storage,
            EventFeed feed,
            ViewTokens tokens,
            ScheduledExecutorService workers,
            Clock clock) {
        this.name = view.name();
        this.processorName = processorName(view);
        this.fold = new ViewFold<>(view, storage);
        this.feed = feed;
        this.tokens = tokens;
        this.clock = clock;
        this.coordinator = ViewEngine.executor(1, "view-" + name);
        this.processor =
                new PooledStreamingEventProcessor(
                        processorName,
                        List.of(this),
                        new PooledStreamingEventProcessorConfiguration()
                                .eventSource(feed)
                                .tokenStore(tokens)
                                .unitOfWorkFactory(
                                        new SimpleUnitOfWorkFactory(
                                                EmptyApplicationContext.INSTANCE))
                                .coordinatorExecutor(coordinator)
                                .workerExecutor(workers)
                                .initialSegmentCount(1)
                                .initialToken(
                                        source ->
                                                CompletableFuture.completedFuture(
                                                        new GlobalSequenceTrackingToken(0)))
                                .batchSize(1)
                                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                                .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
                                .enableCoordinatorClaimExtension()
                                .eventCriteria(ignored -> EventCriteria.havingAnyTag())
                                .ignoredMessageHandler(ViewProcessor::release));
    }

    /// The name of the processor and its token.
    static String processorName(View<?> view) {
        return view.name() + "-v" + view.version();
    }

    void start() {
        reached = tokens.position(processorName);
        FutureUtils.joinAndUnwrap(processor.start());
    }

    CompletableFuture<Void> stop() {
        return processor.isRunning()
                ? processor.shutdown()
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        coordinator.shutdownNow();
    }

    /// What the view reflects; asks the store where this node does not know it to be at `head`.
    long position(long head) {
        long known = reached;
        return known >= head ? known : Math.max(known, tokens.position(processorName));
    }

    boolean awaitPosition(long position, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (reached < position) {
            if (!foldedHere() && tokens.position(processorName) >= position) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || !awaitMove(position, left)) {
                return reached >= position;
            }
        }
        return true;
    }

    /// Answers false if the thread was interrupted.
    private boolean awaitMove(long position, long nanos) {
        lock.lock();
        try {
            if (reached < position) {
                long slice = Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                long unused = moved.awaitNanos(slice);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean foldedHere() {
        return !processor.processingStatus().isEmpty();
    }

    ViewHealth health(long head) {
        long position = position(head);
        return new ViewHealth(name, position, Math.max(0, head - position), stopped);
    }

    @Override
    public MessageStream.Empty<Message> handle(EventMessage event, ProcessingContext context) {
        Stretch stretch = (Stretch) event.payload();
        Folded folded;
        try {
            fold.remove(ended);
            ended = List.of();
            folded = fold.fold(feed.events(stretch.from(), stretch.to()));
        } catch (RuntimeException e) {
            stop(0, "", e);
            return MessageStream.failed(e);
        }
        PoisonEvent poison = folded.poison();
        if (poison != null) {
            stop(poison.position(), poison.eventName(), poison.getCause());
            settle(stretch.from(), poison.position() - 1, context);
            return MessageStream.failed(poison);
        }
        context.runOnAfterCommit(
                committed -> {
                    ended = new ArrayList<>(folded.ended());
                    stopped = null;
                    reach(stretch.to());
                    stretch.release().run();
                });
        return MessageStream.empty();
    }

    /// Stores the token before the event that could not be folded: what precedes it is visible, and
    /// waits for it end.
    private void settle(long from, long last, ProcessingContext context) {
        if (last >= from) {
            FutureUtils.joinAndUnwrap(
                    tokens.storeToken(
                            new GlobalSequenceTrackingToken(last),
                            processorName,
                            SEGMENT,
                            context));
            reach(last);
        }
    }

    private void stop(long position, String event, @Nullable Throwable cause) {
        ViewHealth.Stopped before = stopped;
        if (before == null || before.position() != position) {
            stopped =
                    new ViewHealth.Stopped(position, event, String.valueOf(cause), clock.instant());
        }
    }

    private void reach(long position) {
        lock.lock();
        try {
            reached = Math.max(reached, position);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void release(EventMessage message) {
        ((Stretch) message.payload()).release().run();
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return Set.of(EventFeed.STRETCH);
    }

    @Override
    public Object sequenceIdentifierFor(EventMessage event, ProcessingContext context) {
        return name;
    }

    @Override
    public EventHandlerRegistry subscribe(QualifiedName name, EventHandler handler) {
        throw new UnsupportedOperationException("a view handles stretches of the log only");
    }
}
