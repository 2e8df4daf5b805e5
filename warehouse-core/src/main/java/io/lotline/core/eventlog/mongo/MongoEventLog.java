package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.CommitTooLarge;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.LogFull;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.chain.EventHash;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event log on MongoDB: one document a commit, inserted at the head by group commit.
///
/// Several nodes may write to one log. None of them needs a transaction: the unique `_id`, which is
/// the position, lets exactly one commit be the next.
public final class MongoEventLog implements EventLog {
    private static final Logger log = LoggerFactory.getLogger(MongoEventLog.class);

    private static final int DOCUMENTS_AT_ONCE = 1_000;
    private static final int READS_AT_ONCE = 4;
    private static final int READS_TOGETHER = 32;
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);
    private static final Duration DEADLINE_CHECK = Duration.ofMillis(250);

    private final LogCollection collection;
    private final Durability durability;
    private final ReadAhead ahead;
    private final GatheredReads<First, Changes> firsts;
    private final TagHistory tagHistory;
    private final LogMetrics metrics;
    private final Inbox inbox = new Inbox();
    private final Committer committer;
    private final Thread committerThread;
    private Peers peers = Peers.NONE;
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lotline-log-deadlines").factory());
    private final Set<PendingAppend> waiting = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean callListeners = new AtomicBoolean();

    private MongoEventLog(
            LogCollection collection,
            DurableHead head,
            Durability durability,
            TagHistory tagHistory,
            SentCommits sent,
            LogSettings settings,
            MeterRegistry registry) {
        this.collection = collection;
        this.durability = durability;
        this.ahead = new ReadAhead(collection::read, callbacks);
        this.firsts =
                new GatheredReads<>(
                        READS_AT_ONCE,
                        READS_TOGETHER,
                        this::firstAlone,
                        this::firstTogether,
                        callbacks);
        this.tagHistory = tagHistory;
        this.metrics = new LogMetrics(registry);
        this.committer =
                new Committer(
                        collection,
                        durability,
                        settings,
                        metrics,
                        inbox,
                        sent,
                        head,
                        tagHistory,
                        callbacks,
                        this::headMoved);
        Gauge.builder("lotline.log.head", committer, c -> c.head().position())
                .description("The last durable position that this node knows")
                .register(registry);
        Gauge.builder("lotline.log.tail.lag", committer, Committer::tailLagSeconds)
                .description("Time since this node last saw the end of the log")
                .baseUnit("seconds")
                .register(registry);
        this.committerThread =
                Thread.ofPlatform().name("lotline-log-committer").unstarted(committer);
    }

    /// Opens the log in a database of a replica set.
    public static MongoEventLog onReplicaSet(
            MongoClient client,
            MongoDatabase database,
            LogSettings settings,
            MeterRegistry registry) {
        LogCollection collection = new LogCollection(client, database, true);
        return open(
                collection,
                Durability.MAJORITY,
                new TagScan(collection, new KeptTags(database), settings.tagBytes(), registry),
                new SentCommits(),
                settings,
                registry);
    }

    /// Opens the log in a database of the embedded store.
    public static MongoEventLog onEmbedded(
            MongoClient client,
            MongoDatabase database,
            EmbeddedMongo store,
            LogSettings settings,
            MeterRegistry registry) {
        return open(
                new LogCollection(client, database, false),
                new EmbeddedDurability(store, database.getName() + "." + LogCollection.NAME),
                new EmbeddedTagHistory(store, database.getName(), LogCollection.NAME),
                new SentCommits(),
                settings,
                registry);
    }

    static MongoEventLog open(
            LogCollection collection,
            Durability durability,
            TagHistory tagHistory,
            SentCommits sent,
            LogSettings settings,
            MeterRegistry registry) {
        DurableHead head =
                available(
                        "opened",
                        () -> {
                            collection.create();
                            StoredCommit last = collection.last();
                            return last == null ? DurableHead.EMPTY : DurableHead.of(last);
                        });
        // what is seen but not yet durable becomes so before anyone reads it
        durability.awaitEverything();
        tagHistory.opened(head);
        MongoEventLog opened =
                new MongoEventLog(
                        collection, head, durability, tagHistory, sent, settings, registry);
        opened.start(settings.link());
        return opened;
    }

    private void start(String address) {
        peers =
                collection.link(
                        address, committer::submit, inbox::tell, () -> committer.head().position());
        committer.link(peers);
        committerThread.start();
        deadlines.scheduleWithFixedDelay(
                () -> waiting.forEach(committer::expire),
                DEADLINE_CHECK.toMillis(),
                DEADLINE_CHECK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Appended> append(List<NewEvent> events, AppendCondition condition) {
        if (events.isEmpty()) {
            DurableHead head = committer.head();
            return CompletableFuture.completedFuture(
                    new Appended(head.position() + 1, head.position(), head.hash()));
        }
        if (durability.isFull()) {
            return CompletableFuture.failedFuture(new LogFull());
        }
        PendingAppend append;
        try {
            List<EventHash> hashes = Limits.check(events);
            byte[] body = CommitCodec.body(events);
            Limits.checkBytes(body.length);
            append = new PendingAppend(events, hashes, body, condition);
        } catch (CommitTooLarge refused) {
            return CompletableFuture.failedFuture(refused);
        }
        waiting.add(append);
        CompletableFuture<Appended> answer =
                append.answer().whenComplete((_, _) -> waiting.remove(append));
        committer.submit(append);
        return answer;
    }

    private void headMoved() {
        if (!listeners.isEmpty() && callListeners.compareAndSet(false, true)) {
            callbacks.execute(
                    () -> {
                        callListeners.set(false);
                        listeners.forEach(MongoEventLog::call);
                    });
        }
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("A listener of the event log failed", e);
        }
    }

    @Override
    public Sourced source(Criteria criteria, long from) {
        long start = System.nanoTime();
        // before the query: what is committed meanwhile is not promised
        long to = committer.head().position();
        long first = Math.max(1, from);
        if (first > to || criteria.alternatives().isEmpty()) {
            return new Sourced(List.of(), to);
        }
        List<StoredEvent> found = committer.tail().events(first, to, criteria, Integer.MAX_VALUE);
        if (found == null) {
            found = available("read", () -> collection.source(criteria, first, to));
        }
        metrics.source.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return new Sourced(found, to);
    }

    @Override
    public Changes changes(List<Since> parts) {
        long start = System.nanoTime();
        // before any look: what is committed meanwhile is not promised
        long to = committer.head().position();
        List<List<StoredEvent>> found = new ArrayList<>(parts.size());
        List<Since> asked = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Since part : parts) {
            List<StoredEvent> known = inMemory(part, to);
            if (known == null) {
                asked.add(part);
                places.add(found.size());
            }
            found.add(known == null ? List.of() : known);
        }
        if (!asked.isEmpty()) {
            List<List<StoredEvent>> answers =
                    available("read", () -> collection.changes(asked, to));
            for (int i = 0; i < places.size(); i++) {
                found.set(places.get(i), answers.get(i));
            }
        }
        metrics.source.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return new Changes(found, to);
    }

    @Override
    public Changes first(Since part, int limit) {
        long start = System.nanoTime();
        long to = committer.head().position();
        List<StoredEvent> known = inMemory(part, to);
        Changes first =
                known != null
                        ? new Changes(List.of(known), to)
                        : part.criterion().tags().isEmpty()
                                ? firstAlone(new First(part, limit))
                                : firstAmongOthers(new First(part, limit));
        metrics.source.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return first;
    }

    /// What [#first] asks of the store.
    private record First(Since part, int limit) {}

    private Changes firstAmongOthers(First asked) {
        try {
            return firsts.ask(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("Interrupted while the event log was read.", e);
        }
    }

    private Changes firstAlone(First asked) {
        long to = committer.head().position();
        return available("read", () -> collection.first(asked.part(), to, asked.limit()));
    }

    private Optional<List<Changes>> firstTogether(List<First> asked) {
        long to = committer.head().position();
        int limit = asked.stream().mapToInt(First::limit).min().orElseThrow();
        List<Since> parts = asked.stream().map(First::part).toList();
        return available("read", () -> collection.first(parts, to, limit));
    }

    private @Nullable List<StoredEvent> inMemory(Since part, long to) {
        if (part.after() >= to || part.criterion().tags().stream().anyMatch(tagHistory::never)) {
            return List.of();
        }
        return committer
                .tail()
                .events(part.after() + 1, to, Criteria.of(part.criterion()), Integer.MAX_VALUE);
    }

    @Override
    public List<StoredEvent> read(long from, int limit) {
        long to = committer.head().position();
        long first = Math.max(1, from);
        int count = Math.clamp(limit, 0, Limits.MAX_READ);
        if (first > to || count == 0) {
            return List.of();
        }
        List<StoredEvent> found = committer.tail().events(first, to, Criteria.EVERYTHING, count);
        return found != null ? found : available("read", () -> ahead.read(first, to, count));
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Head head() {
        DurableHead head = committer.head();
        return new Head(head.position(), head.hash());
    }

    /// Why it takes no appends any more, until this node is started again; empty as long as it
    /// does.
    public Optional<String> stopped() {
        Throwable broken = committer.broken();
        return broken == null
                ? Optional.empty()
                : Optional.of(
                        "The event log stopped at position %d (%s): start this node again."
                                .formatted(committer.head().position(), broken));
    }

    /// Whether this log passes through a head: a commit ends there and has that hash.
    public boolean passesThrough(Head known) {
        return available("read", () -> collection.passesThrough(known.position(), known.hash()));
    }

    @Override
    public long positionAt(Instant at) {
        long to = committer.head().position();
        return available("read", () -> collection.positionAt(at, to));
    }

    /// Every commit from the first on, for the auditor.
    public Iterable<StoredCommit> commits() {
        return collection.everything();
    }

    /// Hands over the durable commits that begin at `from` or later, in order: the documents as
    /// they are stored, in BSON.
    public void documents(long from, Consumer<ByteBuffer> each) {
        long to = committer.head().position();
        for (long first = Math.max(1, from); first <= to; first += DOCUMENTS_AT_ONCE) {
            long start = first;
            available(
                            "read",
                            () ->
                                    collection.documents(
                                            start, Math.min(to, start + DOCUMENTS_AT_ONCE - 1)))
                    .forEach(document -> each.accept(document.getByteBuffer().asNIO()));
        }
    }

    private static <T> T available(String what, Supplier<T> ask) {
        try {
            return ask.get();
        } catch (MongoException e) {
            throw new LogUnavailable(
                    "The event log cannot be %s: %s".formatted(what, e.getMessage()), e);
        }
    }

    /// Lets the committer finish what is pending, within a deadline.
    @Override
    public void close() {
        inbox.close();
        try {
            if (!committerThread.join(CLOSE_DEADLINE)) {
                committerThread.interrupt();
            }
        } catch (InterruptedException e) {
            committerThread.interrupt();
            Thread.currentThread().interrupt();
        }
        peers.close();
        tagHistory.close();
        deadlines.shutdownNow();
        callbacks.shutdown();
        try {
            if (!callbacks.awaitTermination(CLOSE_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                // a caller's own callback blocks
                callbacks.shutdownNow();
            }
        } catch (InterruptedException e) {
            callbacks.shutdownNow();
            Thread.currentThread().interrupt();
        }
        // whose answer found nobody to give it any more
        waiting.forEach(PendingAppend::abandon);
    }
}
