package io.lotline.projections.engine;

import io.lotline.projections.engine.ViewTokens.Claim;
import io.lotline.projections.engine.ViewTokens.ClaimLost;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds one edition of a view while this node holds its claim, and knows how far it is.
///
/// That is one loop on a thread of its own: take the claim, fold what the log has more than the
/// edition, show a sign of life, again. Whatever fails gives the claim back, and after a pause
/// the loop begins anew from what is stored, so there is no state in which it could stay behind.
/// A loop that does not turn shows no sign of life: another node takes the claim, and here a new
/// loop takes its place ([#restart]).
final class ViewProcessor<D> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ViewProcessor.class);
    /// So many events are folded in a turn.
    private static final long STRETCH = 1_024;

    /// Farther behind the log's end, what is folded is stored now and then only.
    private static final long FAR = 8 * STRETCH;

    /// The longest time between two of these.
    private static final long STORE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// At most so many documents of a view are kept as ended for late writes to meet.
    private static final int MOST_ENDED = 50_000;

    private static final Duration SIGN_OF_LIFE = Duration.ofMillis(200);

    /// How many documents of a view are kept in memory while it is far behind.
    private static final int MOST_KEPT =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() >> 17, 1_024, 16_384);

    private static final long CLAIM_MILLIS = 1_000;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_MILLIS = 15;

    /// A loop that has turned within this time still has the claim that it knows of.
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// How long a loop rests that has come to the log's end, unless somebody waits for it.
    private static final Duration REST = Duration.ofMillis(50);

    /// A loop that has waited for its turn for so long goes on without.
    private static final long TURN_MILLIS = 1_000;

    private static final long POISON_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_POISON_PAUSE_MILLIS = 60_000;
    private static final long PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Edition edition;
    private final boolean folds;
    private final View<D> view;
    private final ViewStorage<D> storage;
    private final EventFeed feed;
    private final ViewTokens tokens;
    private final Semaphore turns;
    private final Healing healing;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Rest rest = new Rest(REST);
    private volatile long reached;
    private volatile @Nullable Stop stop;
    private volatile long failures;
    private volatile @Nullable Loop loop;

    /// Whether this node has seen to the indexes.
    private volatile boolean indexed;

    /// Folds nothing where the edition is of another version than the view: then another node may.
    ///
    /// @param turns how many loops of a node fold at once
    ViewProcessor(
            View<D> view,
            Edition edition,
            ViewStorage<D> storage,
            EventFeed feed,
            ViewTokens tokens,
            Semaphore turns,
            Healing healing,
            Clock clock) {
        this.edition = edition;
        this.folds = edition.version() == view.version();
        this.view = view;
        this.storage = storage;
        this.feed = feed;
        this.tokens = tokens;
        this.turns = turns;
        this.healing = healing;
        this.clock = clock;
    }

    Edition edition() {
        return edition;
    }

    /// Whether this node would fold it.
    boolean folds() {
        return folds;
    }

    void start() {
        reached = tokens.position(edition.name());
        if (folds) {
            loop = new Loop();
        }
    }

    /// Gives the loop up where it is and begins a new one.
    void restart() {
        Loop stuck = loop;
        if (stuck != null && !stuck.isEnding()) {
            stuck.end();
            Claim claim = stuck.claim;
            if (claim != null) {
                claim.revoke();
            }
            stuck.interrupt();
            loop = new Loop();
        }
    }

    /// For how long the loop has not turned, in nanoseconds.
    long standsStill() {
        Loop turning = loop;
        return turning == null || turning.isEnding() ? 0 : System.nanoTime() - turning.turned;
    }

    CompletableFuture<Void> stop() {
        Loop turning = loop;
        if (turning == null) {
            return CompletableFuture.completedFuture(null);
        }
        turning.end();
        return turning.ended;
    }

    @Override
    public void close() {
        Loop turning = loop;
        if (turning != null) {
            turning.end();
            turning.interrupt();
        }
    }

    /// What the view reflects; asks the store where another node may have folded it farther than
    /// this one knows.
    long position(long head) {
        long known = reached;
        return known >= head || (foldedHere() && standsStill() < TRUSTED_NANOS)
                ? known
                : Math.max(known, tokens.position(edition.name()));
    }

    /// Whether it reflects `position`; looks into the store where another node may have folded it.
    boolean reflects(long position) {
        return reached >= position
                || (!foldedHere() && tokens.position(edition.name()) >= position);
    }

    /// Waits a moment for a move, less where the position is reached here; false if the thread was
    /// interrupted.
    boolean awaitMove(long position, long nanos) {
        rest.call();
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
            rest.leave();
        }
    }

    /// Whether this node holds the claim.
    boolean foldedHere() {
        Loop turning = loop;
        return turning != null && turning.claim != null;
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

    /// One life of the loop; it shares nothing with another but what is stored.
    private final class Loop {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final CountDownLatch ending = new CountDownLatch(1);
        private final Thread thread;
        private volatile long turned = System.nanoTime();
        private volatile @Nullable Claim claim;
        private int inARow;

        /// Documents that ended and are not yet removed.
        private final Deque<Ended> endedDocuments = new ArrayDeque<>();

        private int endedCount;

        /// What a stretch up to this position ended, and when.
        private record Ended(long position, List<String> keys, long at) {}

        Loop() {
            thread = Thread.ofPlatform().daemon().name("view-" + edition).start(this::run);
        }

        void end() {
            ending.countDown();
            feed.wake();
        }

        boolean isEnding() {
            return ending.getCount() == 0;
        }

        void interrupt() {
            thread.interrupt();
        }

        private void run() {
            try {
                boolean begun = false;
                while (!isEnding()) {
                    turned = System.nanoTime();
                    try {
                        if (!begun) {
                            tokens.begin(edition.name(), view.fromNowOn() ? feed.head() : 0);
                            begun = true;
                        }
                        Claim free = tokens.claim(edition.name());
                        if (free == null) {
                            storeAnswers();
                            pause(CLAIM_MILLIS);
                        } else {
                            follow(free);
                        }
                    } catch (ClaimLost lost) {
                        log.info("{}: {}", edition, lost.getMessage());
                    } catch (PoisonEvent e) {
                        pauseLonger(POISON_PAUSE_MILLIS, LONGEST_POISON_PAUSE_MILLIS);
                    } catch (RuntimeException | Error e) {
                        if (!isEnding()) {
                            stop(0, "", reached, e);
                        }
                        if (!healing.again()) {
                            return;
                        }
                        pauseLonger(PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
                    }
                }
            } catch (InterruptedException e) {
                log.debug("{} was interrupted", edition);
            } finally {
                ended.complete(null);
            }
        }

        private void pauseLonger(long first, long longest) throws InterruptedException {
            pause(Math.min(longest, first << Math.min(inARow, 10)));
            inARow++;
        }

        private void pause(long millis) throws InterruptedException {
            boolean unused = ending.await(millis, TimeUnit.MILLISECONDS);
        }

        private void follow(Claim taken) throws InterruptedException {
            try {
                long next = taken.position() + 1;
                reach(taken.position());
                claim = taken;
                Window window = new Window(taken);
                while (!isEnding()) {
                    turned = System.nanoTime();
                    taken.keep();
                    long head = feed.await(next - 1, IDLE_NANOS);
                    if (head < next) {
                        storeAnswers();
                    } else if (!isEnding()) {
                        long last = Math.min(head, next + STRETCH - 1);
                        inTurn(window, next, last, head - last > FAR);
                        inARow = 0;
                        next = last + 1;
                        if (last == head) {
                            rest.from(System.nanoTime());
                        }
                    }
                }
            } finally {
                claim = null;
                release(taken);
            }
        }

        /// An outage is over, though there is nothing to fold that would show it.
        private void storeAnswers() {
            Stop known = stop;
            if (known != null && known.why().position() == 0) {
                stop = null;
            }
        }

        /// What cannot be given back runs out.
        private void release(Claim taken) {
            try {
                taken.release();
            } catch (RuntimeException e) {
                log.info("{}: the claim runs out by itself: {}", edition, e.toString());
            }
        }

        private void inTurn(Window window, long from, long to, boolean far)
                throws InterruptedException {
            boolean mine = turns.tryAcquire(TURN_MILLIS, TimeUnit.MILLISECONDS);
            try {
                window.foldStretch(from, to, far);
            } finally {
                if (mine) {
                    turns.release();
                }
            }
        }

        /// What is folded under one claim, and of it what is not stored yet.
        private final class Window {
            private final Claim taken;
            private final ViewFold<D> fold;
            private long storedAt = System.nanoTime();

            /// Up to here everything is stored.
            private long good;

            Window(Claim taken) {
                this.taken = taken;
                this.fold = new ViewFold<>(view, storage, taken.position() == 0, MOST_KEPT);
                this.good = taken.position();
            }

            void foldStretch(long from, long to, boolean far) throws InterruptedException {
                removeEnded();
                PoisonEvent poison = fold.fold(feed.events(from, to));
                if (poison != null) {
                    stopAt(poison);
                }
                boolean later = far && !fold.isFull() && System.nanoTime() - storedAt < STORE_NANOS;
                if (!later) {
                    store(to, far);
                    if (!far) {
                        index();
                    }
                    stop = null;
                    reach(to);
                }
            }

            private void store(long to, boolean more) {
                List<String> ended = fold.store(more, this::keep);
                taken.reached(to);
                if (!ended.isEmpty()) {
                    endedDocuments.add(new Ended(to, ended, System.nanoTime()));
                    endedCount += ended.size();
                }
                good = to;
                storedAt = System.nanoTime();
            }

            /// Before it is told that the view has caught up. That may take its time, in which the
            /// claim is kept.
            private void index() throws InterruptedException {
                if (!indexed) {
                    FutureTask<Void> making = new FutureTask<>(storage::index, null);
                    Thread maker =
                            Thread.ofPlatform().daemon().name("indexes-" + edition).start(making);
                    while (!maker.join(SIGN_OF_LIFE)) {
                        keep();
                    }
                    try {
                        making.get();
                    } catch (ExecutionException e) {
                        throw new IllegalStateException(
                                "The indexes of %s cannot be made".formatted(edition),
                                e.getCause());
                    }
                    indexed = true;
                }
            }

            private void keep() {
                turned = System.nanoTime();
                taken.keep();
            }

            /// Stores the position before the event that could not be folded: what precedes it is
            /// visible, and waits for it end.
            private void stopAt(PoisonEvent poison) throws InterruptedException {
                long last = poison.position() - 1;
                try {
                    if (last > good) {
                        store(last, false);
                        index();
                        tokens.flush();
                        reach(last);
                    }
                } finally {
                    stop(poison.position(), poison.eventName(), last, poison.getCause());
                }
                throw poison;
            }

            /// What ended stays as long as it may be folded again, or an earlier holder's write of
            /// it may be on its way.
            private void removeEnded() {
                long settled = taken.settled();
                long upTo = 0;
                List<String> keys = new ArrayList<>();
                while (!endedDocuments.isEmpty()
                        && endedDocuments.getFirst().position() <= settled
                        && (endedCount > MOST_ENDED
                                || System.nanoTime() - endedDocuments.getFirst().at()
                                        >= healing.lateness().toNanos())) {
                    Ended gone = endedDocuments.removeFirst();
                    endedCount -= gone.keys().size();
                    keys.addAll(gone.keys());
                    // what ended once more after that waits for its own time
                    upTo = gone.position();
                }
                fold.remove(keys, upTo);
            }
        }
    }
}
