package io.lotline.projections.engine;

import io.lotline.projections.engine.EventFeed.Stretch;
import io.lotline.projections.engine.ViewFold.Folded;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processor of one edition of a view, and what this node knows of its position.
final class ViewProcessor<D> implements EventHandlingComponent, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ViewProcessor.class);
    private static final int SEGMENT = 0;
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;
    private static final long CLAIM_EXTENSION_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 15;

    private final Edition edition;
    private final boolean folds;
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
    private volatile @Nullable Stop stop;
    private volatile long failures;

    /// Documents that ended and are not yet removed; only the worker of the segment sees it.
    private final Deque<Ended> ended = new ArrayDeque<>();

    /// What a stretch up to this position ended.
    private record Ended(long position, List<String> keys) {}

    /// Folds nothing where the edition is of another version than the view: then another node may.
    ViewProcessor(
            View<D> view,
            Edition edition,
            ViewStorage<D> storage,
            EventFeed feed,
            ViewTokens tokens,
            ScheduledExecutorService workers,
            Clock clock) {
        this.edition = edition;
        this.folds = edition.version() == view.version();
        this.fold = new ViewFold<>(view, storage);
        this.feed = feed;
        this.tokens = tokens;
        this.clock = clock;
        this.coordinator = ViewEngine.executor(1, "view-" + edition);
        this.processor =
                new PooledStreamingEventProcessor(
                        edition.name(),
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

    Edition edition() {
        return edition;
    }

    void start() {
        reached = tokens.position(edition.name());
        if (folds) {
            FutureUtils.joinAndUnwrap(processor.start());
        }
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
        return known >= head ? known : Math.max(known, tokens.position(edition.name()));
    }

    /// Whether it reflects `position`; looks into the store where another node may have folded it.
    boolean reflects(long position) {
        return reached >= position
                || (!foldedHere() && tokens.position(edition.name()) >= position);
    }

    /// Waits a moment for a move, less where the position is reached here; false if the thread was
    /// interrupted.
    boolean awaitMove(long position, long nanos) {
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

    /// Whether this node holds the claim.
    boolean foldedHere() {
        return folds && !processor.processingStatus().isEmpty();
    }

    /// Why it does not go on; null also where another node has meanwhile got past that.
    ViewHealth.@Nullable Stopped stopped() {
        Stop known = stop;
        if (known != null && reflects(known.good() + 1)) {
            stop = null;
            return null;
        }
        return known == null ? null : known.why();
    }

    /// The last position that this node knows it to reflect.
    long reached() {
        return reached;
    }

    /// How often folding failed on this node.
    long failures() {
        return failures;
    }

    @Override
    public MessageStream.Empty<Message> handle(EventMessage event, ProcessingContext context) {
        Stretch stretch = (Stretch) event.payload();
        Folded folded;
        try {
            removeEnded();
            folded = fold.fold(feed.events(stretch.from(), stretch.to()));
        } catch (RuntimeException e) {
            stop(0, "", reached, e);
            return MessageStream.failed(e);
        }
        PoisonEvent poison = folded.poison();
        if (poison != null) {
            long good = poison.position() - 1;
            try {
                settle(stretch.from(), good, context);
            } finally {
                stop(poison.position(), poison.eventName(), good, poison.getCause());
            }
            return MessageStream.failed(poison);
        }
        context.runOnAfterCommit(
                committed -> {
                    if (!folded.ended().isEmpty()) {
                        ended.add(new Ended(stretch.to(), folded.ended()));
                    }
                    stop = null;
                    reach(stretch.to());
                    stretch.release().run();
                });
        return MessageStream.empty();
    }

    /// What ended stays as long as it may be folded again.
    private void removeEnded() {
        long settled = tokens.settled(edition.name());
        List<String> keys = new ArrayList<>();
        while (!ended.isEmpty() && ended.getFirst().position() <= settled) {
            keys.addAll(ended.removeFirst().keys());
        }
        fold.remove(keys, settled);
    }

    /// Stores the token before the event that could not be folded: what precedes it is visible, and
    /// waits for it end.
    private void settle(long from, long last, ProcessingContext context) {
        if (last >= from) {
            FutureUtils.joinAndUnwrap(
                    tokens.storeToken(
                            new GlobalSequenceTrackingToken(last),
                            edition.name(),
                            SEGMENT,
                            context));
            tokens.flush();
            reach(last);
        }
    }

    private void stop(long position, String event, long good, @Nullable Throwable cause) {
        Stop before = stop;
        if (before == null || before.why().position() != position) {
            stop =
                    new Stop(
                            new ViewHealth.Stopped(
                                    position,
                                    event,
                                    cause == null ? "" : cause.getClass().getSimpleName(),
                                    String.valueOf(cause),
                                    clock.instant()),
                            good);
            log.error(
                    "{} stops {}",
                    edition,
                    position == 0
                            ? "after position " + good
                            : "before position " + position + " (" + event + ")",
                    cause);
        }
        failures++;
    }

    /// A failure, and the last position that was good before it.
    private record Stop(ViewHealth.Stopped why, long good) {}

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
        return edition.name();
    }

    @Override
    public EventHandlerRegistry subscribe(QualifiedName name, EventHandler handler) {
        throw new UnsupportedOperationException("a view handles stretches of the log only");
    }
}
