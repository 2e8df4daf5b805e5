package io.lotline.projections.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One view on this node: the edition that queries read, and the one that is to take its place.
///
/// What the node has told of the view's position never goes back: queries move to another edition
/// only when that one reflects as much, and hold still for the moment of the move.
final class KeptView<D> {
    private static final Logger log = LoggerFactory.getLogger(KeptView.class);

    /// Queries are held for no longer than this; a move that needs more is tried again later.
    private static final Duration LONGEST_HOLD = Duration.ofMillis(250);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    /// An edition that is this near to the log's end is caught up: the rest is a matter of
    /// milliseconds.
    private static final long NEAR = 1_024;

    private final View<D> view;
    private final ViewEditions editions;
    private final ViewStorages storages;
    private final ProcessorMaker maker;
    private final LongSupplier head;
    private final Healing healing;
    private final Runnable restarted;
    private final Clock clock;

    /// Read: to tell the position. Written: to move queries.
    private final ReadWriteLock moving = new ReentrantReadWriteLock(true);

    private final AtomicLong told = new AtomicLong();
    private volatile ViewProcessor<D> live;
    private volatile @Nullable ViewProcessor<D> next;
    private long retries;

    /// The last move of the view that this node saw, or when it began to look.
    private volatile Move lastMove = new Move(-1, System.nanoTime());

    private long restartedAt = System.nanoTime();

    /// Where the view came to, and when.
    private record Move(long position, long at) {}

    /// Makes the processor of an edition.
    @FunctionalInterface
    interface ProcessorMaker {
        <D> ViewProcessor<D> make(View<D> view, Edition edition, ViewStorage<D> storage);
    }

    KeptView(
            View<D> view,
            ViewEditions editions,
            ViewStorages storages,
            ProcessorMaker maker,
            LongSupplier head,
            Healing healing,
            Runnable restarted,
            Clock clock) {
        this.view = view;
        this.editions = editions;
        this.storages = storages;
        this.maker = maker;
        this.head = head;
        this.healing = healing;
        this.restarted = restarted;
        this.clock = clock;
        Editions known = editions.of(view.name(), view.version());
        this.retries = known.retries();
        ViewStorage<D> storage = storages.open(view, known.live());
        if (known.live().version() == view.version() && !storage.isEmpty()) {
            storage.index();
        }
        this.live = maker.make(view, known.live(), storage);
    }

    boolean fromNowOn() {
        return view.fromNowOn();
    }

    void start() {
        live.start();
    }

    String name() {
        return view.name();
    }

    int version() {
        return view.version();
    }

    /// What queries read.
    Edition edition() {
        return live.edition();
    }

    long position() {
        moving.readLock().lock();
        try {
            return tell(live.position(head.getAsLong()));
        } finally {
            moving.readLock().unlock();
        }
    }

    private long tell(long position) {
        return told.accumulateAndGet(position, Math::max);
    }

    boolean awaitPosition(long position, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!reflects(position)) {
            long left = deadline - System.nanoTime();
            ViewHealth.Stopped stopped = live.stopped();
            boolean hopeless =
                    stopped != null && stopped.position() > 0 && stopped.position() <= position;
            if (left <= 0 || hopeless || !live.awaitMove(position, left)) {
                return reflects(position);
            }
        }
        return true;
    }

    private boolean reflects(long position) {
        moving.readLock().lock();
        try {
            if (live.reflects(position)) {
                tell(position);
                return true;
            }
            return false;
        } finally {
            moving.readLock().unlock();
        }
    }

    ViewHealth health() {
        long position = position();
        ViewProcessor<D> building = next;
        ViewHealth.Stopped stopped = live.stopped();
        return new ViewHealth(
                view.name(),
                edition(),
                position,
                lag(position),
                stopped,
                stalled(position, stopped),
                building == null ? null : rebuild(building));
    }

    /// Another version's edition is as old as the last node that folds it, and that is no stall.
    private ViewHealth.@Nullable Stalled stalled(
            long position, ViewHealth.@Nullable Stopped stopped) {
        boolean poisoned = stopped != null && stopped.position() > 0;
        Move last = lastMove;
        Duration still = Duration.ofNanos(System.nanoTime() - last.at());
        return poisoned
                        || !live.folds()
                        || lag(position) == 0
                        || position > last.position()
                        || still.compareTo(healing.patience()) <= 0
                ? null
                : new ViewHealth.Stalled(position, head.getAsLong(), clock.instant().minus(still));
    }

    /// Looks whether the view moves while the log does, and puts new loops in the place of those
    /// that do not. Called by one thread at a time, again and again.
    ///
    /// @param blind whether this node could not look for some time before
    ViewHealth watch(boolean blind) {
        long now = System.nanoTime();
        ViewHealth health = health();
        boolean poisoned = health.stopped() != null && health.stopped().position() > 0;
        if (blind || poisoned || health.lag() == 0 || health.position() > lastMove.position()) {
            lastMove = new Move(health.position(), now);
        }
        boolean again = !blind && now - restartedAt > healing.patience().toNanos();
        ViewProcessor<D> building = next;
        if (again && (health.stalled() != null || standsStill(live))) {
            restart(live);
        } else if (again && building != null && standsStill(building)) {
            restart(building);
        }
        return health;
    }

    private boolean standsStill(ViewProcessor<?> processor) {
        return processor.standsStill() > healing.patience().toNanos();
    }

    private void restart(ViewProcessor<?> processor) {
        restartedAt = System.nanoTime();
        log.warn(
                "{} has not moved from position {} for {} s, though the log is at {}: it is begun anew",
                processor.edition(),
                processor.reached(),
                healing.patience().toSeconds(),
                head.getAsLong());
        processor.restart();
        restarted.run();
    }

    private ViewHealth.Rebuild rebuild(ViewProcessor<D> building) {
        long position = building.position(head.getAsLong());
        return new ViewHealth.Rebuild(
                building.edition(), position, lag(position), building.stopped());
    }

    private long lag(long position) {
        return Math.max(0, head.getAsLong() - position);
    }

    /// Waits for what becomes of another try: whether it got past `position`.
    boolean awaitRetry(long position, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!reflects(position)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || live.failures() > 0 || !live.awaitMove(position, left)) {
                return reflects(position);
            }
        }
        return true;
    }

    /// Does on this node what all nodes agreed on; called by one thread at a time, again and again.
    void follow(Editions agreed) {
        Editions now = agreed;
        if (now.wants(view.version())) {
            now = editions.change(view.name(), e -> begin(e, view.version()));
        }
        move(now.live());
        if (live.edition().equals(now.live())) {
            build(now.next());
        }
        ViewProcessor<D> built = next;
        if (built != null && isComplete(built)) {
            Editions switched =
                    editions.change(
                            view.name(), e -> e.switchedTo(built.edition(), clock.instant()));
            move(switched.live());
        }
        if (now.retries() != retries) {
            retries = now.retries();
            live = again(live);
            ViewProcessor<D> building = next;
            next = building == null ? null : again(building);
        }
    }

    private Editions begin(Editions known, int version) {
        return known.wants(version) ? known.building(version, clock.instant()) : known;
    }

    /// The node that builds an edition decides when it is complete.
    private boolean isComplete(ViewProcessor<?> built) {
        return built.foldedHere() && built.stopped() == null && lag(built.reached()) <= NEAR;
    }

    private void build(@Nullable Edition wanted) {
        ViewProcessor<D> building = next;
        if (Objects.equals(wanted, building == null ? null : building.edition())) {
            return;
        }
        if (building != null) {
            end(building);
        }
        next = wanted == null ? null : started(wanted);
    }

    private ViewProcessor<D> started(Edition edition) {
        ViewProcessor<D> processor = maker.make(view, edition, storages.open(view, edition));
        processor.start();
        return processor;
    }

    /// Moves queries to an edition, as soon as it reflects what they have shown.
    private void move(Edition to) {
        ViewProcessor<D> before = live;
        if (to.equals(before.edition())) {
            return;
        }
        ViewProcessor<D> building = next;
        if (building == null || !building.edition().equals(to)) {
            build(to);
            building = Objects.requireNonNull(next);
        }
        moving.writeLock().lock();
        try {
            if (!reaches(building, Math.max(told.get(), head.getAsLong()))) {
                return;
            }
            live = building;
            next = null;
        } finally {
            moving.writeLock().unlock();
        }
        log.info("Queries read {} from now on, no longer {}", to, before.edition());
        end(before);
    }

    private static boolean reaches(ViewProcessor<?> processor, long position) {
        long deadline = System.nanoTime() + LONGEST_HOLD.toNanos();
        while (!processor.reflects(position)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !processor.awaitMove(position, left)) {
                return false;
            }
        }
        return true;
    }

    private ViewProcessor<D> again(ViewProcessor<D> stopped) {
        if (stopped.stopped() == null) {
            return stopped;
        }
        end(stopped);
        return started(stopped.edition());
    }

    private static void end(ViewProcessor<?> processor) {
        try {
            processor.stop().get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | CompletionException
                | TimeoutException e) {
            log.warn("{} does not end", processor.edition(), e);
        }
        processor.close();
    }

    CompletableFuture<Void> stop() {
        ViewProcessor<D> building = next;
        return building == null
                ? live.stop()
                : CompletableFuture.allOf(live.stop(), building.stop());
    }

    void close() {
        live.close();
        ViewProcessor<D> building = next;
        if (building != null) {
            building.close();
        }
    }
}
