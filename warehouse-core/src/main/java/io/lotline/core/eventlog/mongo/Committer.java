package io.lotline.core.eventlog.mongo;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes: it gathers what is pending, decides the conditions, gives positions
/// and inserts a round at the head.
///
/// The insert is the linearization point. Whatever goes wrong with it, the next step is the same:
/// read what the majority has after the head, recognise own commits by their hashes, take the
/// others as news, and try the rest again behind them.
///
/// It goes in steps with one call of the store each, so that a test may put any other event between
/// two of them.
final class Committer implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /// A round may wait for its callers as long as this part of the round before it took.
    private static final int LINGER_PART = 4;

    private static final Duration LONGEST_LINGER = Duration.ofMillis(6);

    private final CommitStore store;
    private final Durability durability;
    private final LogSettings settings;
    private final LogMetrics metrics;
    private final Inbox inbox;
    private final SentCommits sent;
    private final RecentTail tail;
    private final TagHistory tagHistory;
    private final Executor callbacks;
    private final Runnable moved;

    /// What is being tried until all of it is answered.
    private List<PendingAppend> open = List.of();

    private int lastRound;
    private long lastRoundNanos;
    private boolean readBack;
    private boolean unknown;
    private long pauseMillis;

    private volatile DurableHead head;
    private volatile long seenAt = System.nanoTime();
    private volatile @Nullable Throwable broken;

    Committer(
            CommitStore store,
            Durability durability,
            LogSettings settings,
            LogMetrics metrics,
            Inbox inbox,
            SentCommits sent,
            DurableHead head,
            TagHistory tagHistory,
            Executor callbacks,
            Runnable moved) {
        this.store = store;
        this.durability = durability;
        this.settings = settings;
        this.metrics = metrics;
        this.inbox = inbox;
        this.sent = sent;
        this.head = head;
        this.tail =
                new RecentTail(
                        settings.windowCommits(), settings.windowBytes(), head.position() + 1);
        this.tagHistory = tagHistory;
        this.callbacks = callbacks;
        this.moved = moved;
    }

    DurableHead head() {
        return head;
    }

    /// Seconds since this node last saw the end of the log: what others committed meanwhile it does
    /// not know.
    double tailLagSeconds() {
        return (System.nanoTime() - seenAt) / 1e9;
    }

    RecentTail tail() {
        return tail;
    }

    /// Takes an append on its way. For any thread.
    void submit(PendingAppend append) {
        if (!inbox.offer(append)) {
            append.unavailable("The event log is closed.", broken, Runnable::run);
        }
    }

    @Override
    public void run() {
        try {
            while (awaitWork()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(e);
        } catch (RuntimeException | Error e) {
            log.error("The event log's committer stopped at position {}", head.position(), e);
            giveUp(e);
        }
    }

    /// False when nothing can come any more.
    private boolean awaitWork() throws InterruptedException {
        if (!open.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
            return true;
        }
        int queued = inbox.size();
        if (lastRound > 0 && lastRound + queued > 1) {
            // the callers just answered are about to come back: one larger round is cheaper than
            // two
            inbox.await(Math.min(lastRound + queued, settings.roundCommits()), linger());
        }
        inbox.await(1, settings.poll());
        return inbox.size() > 0 || !inbox.isClosed();
    }

    /// Where rounds take long, so do the callers on the same machine.
    private Duration linger() {
        long part = Math.min(lastRoundNanos / LINGER_PART, LONGEST_LINGER.toNanos());
        return Duration.ofNanos(Math.max(part, settings.linger().toNanos()));
    }

    /// Asks the store for one thing: to insert a round, to say what became of the last one, or what
    /// other nodes have committed.
    void step() {
        if (readBack) {
            readBack();
            return;
        }
        gather();
        if (open.isEmpty()) {
            lookForNews();
        } else {
            insert(plan());
        }
    }

    /// What is tried again takes along what has come meanwhile.
    private void gather() {
        long bytes = open.stream().mapToLong(append -> append.body().length).sum();
        List<PendingAppend> more =
                inbox.take(settings.roundCommits() - open.size(), settings.roundBytes() - bytes);
        if (!more.isEmpty()) {
            open = Stream.concat(open.stream(), more.stream()).toList();
        }
        lastRound = open.size();
    }

    private void giveUp(Throwable cause) {
        broken = cause;
        inbox.close();
        answerAll(open, cause);
        answerAll(inbox.take(Integer.MAX_VALUE, Long.MAX_VALUE), cause);
    }

    private void answerAll(List<PendingAppend> appends, Throwable cause) {
        appends.forEach(append -> unavailable(append, cause));
    }

    private void unavailable(PendingAppend append, @Nullable Throwable cause) {
        append.unavailable("The event log stopped.", cause, callbacks);
    }

    private void lookForNews() {
        try {
            learn(store.after(head.position()));
            seenAt = System.nanoTime();
        } catch (MongoException e) {
            log.debug("No look at the tail of the log this time", e);
        }
    }

    /// Takes commits of the majority that follow the head, own ones among them.
    private void learn(List<StoredCommit> found) {
        if (found.isEmpty()) {
            return;
        }
        durability.awaitEverything();
        Map<PendingAppend, StoredCommit> own = new LinkedHashMap<>();
        for (StoredCommit commit : found) {
            PendingAppend append = sent.recognise(commit);
            // before the head moves: who sees the new head must not find an append in its own way
            if (append != null && append.settle()) {
                own.put(append, commit);
            }
        }
        advance(found);
        own.forEach(this::stored);
        if (unknown) {
            metrics.unknownResolved.increment(own.size());
        }
    }

    private void advance(List<StoredCommit> durable) {
        for (StoredCommit commit : durable) {
            tail.append(commit, size(commit));
            tagHistory.add(commit);
        }
        head = DurableHead.of(durable.getLast());
        sent.settle(head.position());
        seenAt = System.nanoTime();
        moved.run();
    }

    private static long size(StoredCommit commit) {
        return commit.events().stream().mapToLong(event -> 200L + event.data().length()).sum();
    }

    /// Decides the conditions and gives positions behind the head.
    private Round plan() {
        Round round = new Round(head);
        for (PendingAppend append : open) {
            if (!append.isOpen()) {
                continue;
            }
            if (append.condition().criteria().alternatives().isEmpty()) {
                round.add(append);
            } else if (!tail.covers(append.checkedTo())) {
                callbacks.execute(() -> askIndex(append));
            } else if (tail.changedSince(append.condition().criteria(), append.checkedTo())) {
                conflict(append);
            } else {
                round.add(append);
            }
        }
        open = round.everyone();
        return round;
    }

    /// The condition is older than the tail in memory: the index answers for the time before it.
    private void askIndex(PendingAppend append) {
        try {
            long to = head.position();
            if (store.exists(append.condition().criteria(), append.checkedTo() + 1, to)) {
                conflict(append);
            } else {
                append.checkedTo(to);
                submit(append);
            }
        } catch (MongoException e) {
            append.unavailable("The condition could not be checked.", e, Runnable::run);
        }
    }

    private void insert(Round round) {
        if (round.appends().isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        try {
            store.insert(round.documents());
        } catch (MongoException e) {
            failed(round, e);
            return;
        }
        durability.await(round.documents());
        advance(round.commits());
        lastRoundNanos = System.nanoTime() - start;
        metrics.round.record(lastRoundNanos, TimeUnit.NANOSECONDS);
        metrics.roundCommits.record(round.appends().size());
        for (int i = 0; i < round.appends().size(); i++) {
            PendingAppend append = round.appends().get(i);
            if (append.settle()) {
                stored(append, round.commits().get(i));
            }
        }
        round.beaten().forEach(this::conflict);
        open = List.of();
    }

    private void failed(Round round, MongoException e) {
        unknown = !isDuplicateKey(e);
        (unknown ? metrics.unknownRounds : metrics.duplicateRounds).increment();
        if (unknown) {
            log.warn(
                    "The outcome of {} commits at position {} is unknown: {}. Reading back",
                    round.commits().size(),
                    head.position() + 1,
                    e.getMessage());
        }
        for (int i = 0; i < round.appends().size(); i++) {
            sent.add(round.appends().get(i), round.commits().get(i));
        }
        readBack = true;
        pauseMillis = 0;
    }

    private static boolean isDuplicateKey(MongoException e) {
        return e instanceof DuplicateKeyException
                || (e instanceof MongoBulkWriteException bulk
                        && bulk.getWriteConcernError() == null
                        && bulk.getWriteErrors().stream()
                                .allMatch(
                                        error ->
                                                error.getCategory()
                                                        == ErrorCategory.DUPLICATE_KEY));
    }

    /// Reads what became of the last round. What is not there is tried again: it is not yet with
    /// the majority, or gone with its primary, and the next insert at its position finds out.
    private void readBack() {
        try {
            List<StoredCommit> found = store.after(head.position());
            learn(found);
            readBack = false;
            unknown = false;
            pauseMillis = found.isEmpty() ? 1 : 0;
        } catch (MongoException e) {
            log.warn(
                    "The log cannot be read back at position {}: {}",
                    head.position() + 1,
                    e.getMessage());
            pauseMillis = Math.clamp(pauseMillis * 2, 1, LONGEST_PAUSE.toMillis());
            if (inbox.isClosed()) {
                answerAll(open, e);
            }
        }
        open = open.stream().filter(PendingAppend::isOpen).toList();
        // nobody waits for the outcome any more, or it is known
        readBack = readBack && !open.isEmpty();
    }

    private void conflict(PendingAppend append) {
        if (append.conflict(callbacks)) {
            metrics.conflicts.increment();
        }
    }

    private void stored(PendingAppend append, StoredCommit commit) {
        metrics.append.record(append.ageNanos(), TimeUnit.NANOSECONDS);
        append.acknowledge(commit, callbacks);
    }

    /// Fails an append that nobody should wait for any longer.
    void expire(PendingAppend append) {
        Throwable cause = broken;
        if (cause != null) {
            unavailable(append, cause);
        } else if (append.ageNanos() > Limits.APPEND_DEADLINE.toNanos()) {
            append.unavailable(
                    "No acknowledgement within " + Limits.APPEND_DEADLINE + ".", null, callbacks);
        }
    }
}
