package io.lotline.projections.engine;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Keeps views up to date: one of Axon's pooled streaming processors per view, with one segment, so
/// that each view is folded in order by one node at a time and any node can take it over.
///
/// Documents are stored before the token, and each carries the position it reflects: a stretch that
/// is folded twice changes nothing. An event that a view cannot fold stops that view alone.
public final class ViewEngine implements ViewPositions, AutoCloseable {
    private static final int WORKERS = 4;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final EventLog log;
    private final ViewTokens tokens;
    private final MeterRegistry registry;
    private final Clock clock;
    private final EventFeed feed;
    private final ScheduledExecutorService workers = executor(WORKERS, "view-worker");
    private final Map<String, ViewProcessor<?>> processors = new LinkedHashMap<>();

    public ViewEngine(EventLog log, ViewTokens tokens, MeterRegistry registry, Clock clock) {
        this.log = log;
        this.tokens = tokens;
        this.registry = registry;
        this.clock = clock;
        this.feed = new EventFeed(log);
    }

    /// Adds a view; to be done before the start.
    public <D> void add(View<D> view, ViewStorage<D> storage) {
        ViewProcessor<D> processor =
                new ViewProcessor<>(view, storage, feed, tokens, workers, clock);
        if (processors.putIfAbsent(view.name(), processor) != null) {
            throw new IllegalArgumentException("two views are named " + view.name());
        }
        Gauge.builder("lotline.view.lag", () -> lag(processor))
                .description("Durable events that the view does not reflect yet")
                .tag("view", view.name())
                .register(registry);
        Gauge.builder("lotline.view.lag.seconds", () -> lagSeconds(processor))
                .description("Age of the oldest event that the view does not reflect yet")
                .tag("view", view.name())
                .register(registry);
    }

    public void start() {
        processors.values().forEach(ViewProcessor::start);
    }

    @Override
    public long position(String view) {
        ViewProcessor<?> processor = processor(view);
        return processor.position(log.head().position());
    }

    @Override
    public boolean awaitPosition(String view, long position, Duration patience) {
        return processor(view).awaitPosition(position, patience);
    }

    /// How each view is doing, in the order they were added.
    public List<ViewHealth> health() {
        long head = log.head().position();
        return processors.values().stream().map(processor -> processor.health(head)).toList();
    }

    private ViewProcessor<?> processor(String view) {
        ViewProcessor<?> processor = processors.get(view);
        if (processor == null) {
            throw new IllegalArgumentException("there is no view named " + view);
        }
        return processor;
    }

    private double lag(ViewProcessor<?> processor) {
        long head = log.head().position();
        return Math.max(0, head - processor.position(head));
    }

    private double lagSeconds(ViewProcessor<?> processor) {
        long head = log.head().position();
        long position = processor.position(head);
        if (position >= head) {
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
        CompletableFuture<?>[] stopped =
                processors.values().stream()
                        .map(ViewProcessor::stop)
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stopped)
                .completeOnTimeout(null, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        processors.values().forEach(ViewProcessor::close);
        workers.shutdownNow();
        feed.close();
    }

    static ScheduledExecutorService executor(int threads, String name) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, factory);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
