package io.lotline.projections.engine;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.projections.engine.ViewHealth.Stopped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps views up to date: each is folded in order by one node at a time, which holds its claim,
/// and any node can take it over.
///
/// Documents are stored before the token, and each carries the position it reflects: a stretch
/// that is folded twice changes nothing. An event that a view cannot fold stops that view alone.
///
/// A view can be built anew beside the edition that queries read. All nodes look at the same
/// [ViewEditions] several times a second; a node that could not look for some seconds looks
/// before it answers, so nobody reads an edition that was dropped.
public final class ViewEngine implements AutoCloseable {
    /// How long the documents of an edition stay after the last node moved its queries off it.
    public static final Duration GRACE = Duration.ofSeconds(30);

    private static final Logger logger = LoggerFactory.getLogger(ViewEngine.class);
    private static final int LOOPS_AT_ONCE = 4;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /// How long a token waits for those of other views, and what other nodes know of a view is old.
    private static final Duration FLUSH_EVERY = Duration.ofMillis(100);

    /// A node that could not look for so long does not judge by what it saw before.
    private static final Duration LONGEST_BLINK = Duration.ofSeconds(5);

    private static final Duration LOOK_GOOD_FOR = Duration.ofSeconds(5);

    private final EventLog log;
    private final ViewTokens tokens;
    private final ViewEditions editions;
    private final ViewStorages storages;
    private final Healing healing;
    private final Clock clock;
    private final LongSupplier nanos;
    private final MeterRegistry registry;
    private final MultiGauge stops;
    private final EventFeed feed;
    private final Semaphore turns = new Semaphore(LOOPS_AT_ONCE, true);
    private final ScheduledExecutorService looks = executor("view-editions");
    private final ScheduledExecutorService flushes = executor("view-tokens");
    private final Map<String, KeptView<?>> views = new LinkedHashMap<>();
    private final Object looking = new Object();
    private volatile long lookedAt = System.nanoTime();

    /// Only the thread that looks has it.
    private Map<Tags, Long> toldStops = Map.of();

    /// When the views were watched last; negative where that failed.
    private long watchedAt = -1;

    /// When this node first saw that an edition is retired.
    private final Map<Edition, Long> retiredSeen = new HashMap<>();

    public ViewEngine(
            EventLog log,
            ViewTokens tokens,
            ViewEditions editions,
            ViewStorages storages,
            MeterRegistry registry,
            Clock clock) {
        this(log, tokens, editions, storages, registry, clock, Healing.ON);
    }

    public ViewEngine(
            EventLog log,
            ViewTokens tokens,
            ViewEditions editions,
            ViewStorages storages,
            MeterRegistry registry,
            Clock clock,
            Healing healing) {
        this(log, tokens, editions, storages, registry, clock, healing, System::nanoTime);
    }

    /// @param nanos a monotonic clock
    ViewEngine(
            EventLog log,
            ViewTokens tokens,
            ViewEditions editions,
            ViewStorages storages,
            MeterRegistry registry,
            Clock clock,
            Healing healing,
            LongSupplier nanos) {
        this.healing = healing;
        this.nanos = nanos;
        this.log = log;
        this.tokens = tokens;
        this.editions = editions;
        this.storages = storages;
        this.registry = registry;
        this.clock = clock;
        this.feed = new EventFeed(log);
        this.stops =
                MultiGauge.builder("lotline.view.stopped")
                        .description("The position at which a view does not go on, and why")
                        .register(registry);
    }

    /// Adds a view; to be done before the start.
    public <D> void add(View<D> view) {
        Counter restarts =
                Counter.builder("lotline.view.restarts")
                        .description("Loops of the view that did not move and were begun anew")
                        .tag("view", view.name())
                        .register(registry);
        KeptView<D> kept =
                new KeptView<>(
                        view,
                        editions,
                        storages,
                        this::processor,
                        this::head,
                        healing,
                        restarts::increment,
                        clock);
        if (views.putIfAbsent(view.name(), kept) != null) {
            throw new IllegalArgumentException("two views are named " + view.name());
        }
        Gauge.builder("lotline.view.lag", () -> lag(kept))
                .description("Durable events that the view does not reflect yet")
                .tag("view", view.name())
                .register(registry);
        Gauge.builder("lotline.view.lag.seconds", () -> lagSeconds(kept))
                .description("Age of the oldest event that the view does not reflect yet")
                .tag("view", view.name())
                .register(registry);
    }

    /// The edition of a view that queries are to read now.
    public Edition edition(String view) {
        lookIfOld();
        return view(view).edition();
    }

    private <D> ViewProcessor<D> processor(View<D> view, Edition edition, ViewStorage<D> storage) {
        return new ViewProcessor<>(view, edition, storage, feed, tokens, turns, healing, clock);
    }

    public void start() {
        views.values().forEach(KeptView::start);
        looks.scheduleWithFixedDelay(
                this::lookOrLog,
                LOOK_EVERY.toMillis(),
                LOOK_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        flushes.scheduleWithFixedDelay(
                this::flushOrLog,
                FLUSH_EVERY.toMillis(),
                FLUSH_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void flushOrLog() {
        try {
            tokens.flush();
        } catch (RuntimeException | Error e) {
            // who closes the engine breaks this off, and what was reached is stored all the same
            if (!flushes.isShutdown()) {
                logger.warn("The views' positions cannot be stored this time: {}", e.toString());
            }
        }
    }

    private void lookOrLog() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            logger.warn("The views' editions cannot be followed this time: {}", e.toString());
        }
        try {
            tellStops(watch());
        } catch (RuntimeException | Error e) {
            watchedAt = -1;
            logger.warn("The views cannot be watched this time: {}", e.toString());
        }
    }

    private List<ViewHealth> watch() {
        synchronized (looking) {
            long now = System.nanoTime();
            boolean blind = watchedAt < 0 || now - watchedAt > LONGEST_BLINK.toNanos();
            List<ViewHealth> healths = new ArrayList<>();
            for (KeptView<?> view : views.values()) {
                healths.add(view.watch(blind));
            }
            watchedAt = now;
            return healths;
        }
    }

    private void lookIfOld() {
        if (System.nanoTime() - lookedAt > LOOK_GOOD_FOR.toNanos()) {
            look();
        }
    }

    /// Does what the editions' documents say.
    private void look() {
        synchronized (looking) {
            long now = System.nanoTime();
            Map<String, Editions> all = editions.all();
            for (KeptView<?> view : views.values()) {
                Editions agreed = Objects.requireNonNull(all.get(view.name()));
                view.follow(agreed);
                drop(view, agreed);
            }
            lookedAt = now;
        }
    }

    /// No wall clock has a say: the grace begins when this node sees that an edition is retired.
    private void drop(KeptView<?> view, Editions agreed) {
        long now = nanos.getAsLong();
        for (Editions.Retired retired : agreed.retired()) {
            Edition edition = retired.edition();
            long seen = retiredSeen.computeIfAbsent(edition, first -> now);
            if (now - seen > GRACE.toNanos() && !edition.equals(view.edition())) {
                storages.drop(edition);
                editions.change(view.name(), known -> known.without(edition));
                retiredSeen.remove(edition);
                logger.info("{} is dropped", edition);
            }
        }
    }

    /// Rows are registered only when they changed: a scrape in between would miss them.
    private void tellStops(List<ViewHealth> healths) {
        Map<Tags, Long> rows = new LinkedHashMap<>();
        for (ViewHealth view : healths) {
            add(rows, view.edition(), view.position(), view.stopped());
            ViewHealth.Rebuild rebuild = view.rebuild();
            if (rebuild != null) {
                add(rows, rebuild.edition(), rebuild.position(), rebuild.stopped());
            }
        }
        if (!rows.equals(toldStops)) {
            toldStops = rows;
            List<MultiGauge.Row<?>> gauges = new ArrayList<>();
            rows.forEach((tags, position) -> gauges.add(MultiGauge.Row.of(tags, position)));
            stops.register(gauges, true);
        }
    }

    private static void add(
            Map<Tags, Long> rows, Edition edition, long position, @Nullable Stopped stopped) {
        if (stopped != null) {
            rows.put(
                    Tags.of("view", edition.view())
                            .and("edition", edition.name())
                            .and("event", stopped.event())
                            .and("cause", stopped.causeType()),
                    stopped.position() == 0 ? position + 1 : stopped.position());
        }
    }

    /// The last position that the view reflects, whichever node folds it. It never goes back.
    public long position(String view) {
        lookIfOld();
        return view(view).position();
    }

    /// Waits until the view reflects `position`. Woken at once where this node folds the view; else
    /// it looks every few milliseconds. Does not wait where the view stopped before that.
    ///
    /// @return whether it does, at the latest after `patience`
    public boolean awaitPosition(String view, long position, Duration patience) {
        lookIfOld();
        return view(view).awaitPosition(position, patience);
    }

    /// How each view is doing, in the order they were added.
    public List<ViewHealth> health() {
        return views.values().stream().<ViewHealth>map(KeptView::health).toList();
    }

    /// Begins to build the view anew, from the first event on and beside the edition that queries
    /// read; they move when the new one has caught up. Goes on with a build that is under way.
    ///
    /// @throws IllegalArgumentException for one that is not of all events
    public ViewHealth rebuild(String name) {
        KeptView<?> view = view(name);
        if (view.fromNowOn()) {
            throw new IllegalArgumentException(name + " cannot be built anew");
        }
        return change(view, known -> known.building(view.version(), clock.instant()));
    }

    /// Gives up the build that is under way, if one is.
    public ViewHealth cancelRebuild(String name) {
        return change(view(name), known -> known.withoutNext(clock.instant()));
    }

    /// Lets every node that stopped at an event of this view try again at once, and waits for what
    /// comes of it on this node.
    public ViewHealth resume(String name, Duration patience) {
        KeptView<?> view = view(name);
        ViewHealth before = change(view, known -> known);
        Stopped stopped = before.stopped();
        if (stopped == null && (before.rebuild() == null || before.rebuild().stopped() == null)) {
            return before;
        }
        ViewHealth after = change(view, Editions::retrying);
        if (stopped != null) {
            boolean unused =
                    view.awaitRetry(
                            stopped.position() == 0 ? before.position() + 1 : stopped.position(),
                            patience);
            after = view.health();
        }
        return after;
    }

    private ViewHealth change(KeptView<?> view, UnaryOperator<Editions> change) {
        synchronized (looking) {
            Editions agreed = editions.change(view.name(), change);
            view.follow(agreed);
            return view.health();
        }
    }

    private KeptView<?> view(String name) {
        KeptView<?> view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("there is no view named " + name);
        }
        return view;
    }

    private long head() {
        return log.head().position();
    }

    private double lag(KeptView<?> view) {
        return Math.max(0, head() - view.position());
    }

    private double lagSeconds(KeptView<?> view) {
        long position = view.position();
        if (position >= head()) {
            return 0;
        }
        List<StoredEvent> next = log.read(position + 1, 1);
        Instant now = clock.instant();
        return next.isEmpty()
                ? 0
                : Math.max(0, Duration.between(next.getFirst().at(), now).toMillis() / 1000.0);
    }

    @Override
    public void close() {
        looks.shutdown();
        synchronized (looking) {
            CompletableFuture<?>[] stopped =
                    views.values().stream().map(KeptView::stop).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(stopped)
                    .completeOnTimeout(null, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            views.values().forEach(KeptView::close);
        }
        flushes.shutdownNow();
        feed.close();
    }

    private static ScheduledExecutorService executor(String name) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name).factory();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, factory);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
