package io.lotline.core.eventlog.mongo;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes: it gathers what is pending, decides the conditions, gives positions
/// and inserts a round at the head.
///
/// The insert is the linearization point. Whatever goes wrong with it, the next step is the same:
/// read what the majority has after the head, recognise own commits by their hashes, take the
// others
/// as news, and try the rest again behind them.
final class Committer implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final LogCollection collection;
    private final Durability durability;
    private final LogSettings settings;
    private final LogMetrics metrics;
    private final Inbox inbox;
    private final RecentTail tail;
    private final Executor callbacks;
    private final Consumer<PendingAppend> askIndex;
    private final Runnable moved;

    private volatile DurableHead head;
    private volatile @Nullable Throwable broken;

    Committer(
            LogCollection collection,
            Durability durability,
            LogSettings settings,
            LogMetrics metrics,
            Inbox inbox,
            DurableHead head,
            Executor callbacks,
            Consumer<PendingAppend> askIndex,
            Runnable moved) {
        this.collection = collection;
        this.durability = durability;
        this.settings = settings;
        this.metrics = metrics;
        this.inbox = inbox;
        this.head = head;
        this.tail =
                new RecentTail(
                        settings.windowCommits(), settings.windowBytes(), head.position() + 1);
        this.callbacks = callbacks;
        this.askIndex = askIndex;
        this.moved = moved;
    }

    DurableHead head() {
        return head;
    }

    RecentTail tail() {
        return tail;
    }

    /// Why nothing can be appended any more, if so.
    @Nullable Throwable broken() {
        return broken;
    }

    @Override
    public void run() {
        int lastRound = 0;
        try {
            while (true) {
                inbox.await(1, settings.poll());
                List<PendingAppend> batch = List.of();
                if (inbox.size() > 0) {
                    batch = inbox.take(settings.roundCommits(), settings.roundBytes());
                } else if (inbox.isClosed()) {
                    return;
                }
                if (batch.isEmpty()) {
                    lastRound = 0;
                    lookForNews();
                    continue;
                }
                commit(batch);
                int queued = inbox.size();
                lastRound = batch.size();
                if (lastRound + queued > 1) {
                    // the callers just answered are about to come back: one larger round is
                    // cheaper than two
                    inbox.await(
                            Math.min(lastRound + queued, settings.roundCommits()),
                            settings.linger());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(e);
        } catch (RuntimeException | Error e) {
            log.error("The event log's committer stopped at position {}", head.position(), e);
            giveUp(e);
        }
    }

    private void giveUp(Throwable cause) {
        broken = cause;
        inbox.close();
        List<PendingAppend> rest = inbox.take(Integer.MAX_VALUE, Long.MAX_VALUE);
        rest.forEach(append -> unavailable(append, cause));
    }

    private void unavailable(PendingAppend append, @Nullable Throwable cause) {
        append.unavailable("The event log stopped.", cause, callbacks);
    }

    private void lookForNews() {
        try {
            learn(collection.after(head.position()));
        } catch (MongoException e) {
            log.debug("No look at the tail of the log this time", e);
        }
    }

    /// Takes commits of the majority that follow the head.
    private void learn(List<StoredCommit> commits) {
        if (commits.isEmpty()) {
            return;
        }
        durability.awaitEverything();
        advance(commits);
    }

    private void advance(List<StoredCommit> durable) {
        for (StoredCommit commit : durable) {
            tail.append(commit, size(commit));
        }
        head = DurableHead.of(durable.getLast());
        moved.run();
    }

    private static long size(StoredCommit commit) {
        return commit.events().stream().mapToLong(event -> 200L + event.data().length()).sum();
    }

    private void commit(List<PendingAppend> batch) throws InterruptedException {
        List<PendingAppend> open = batch;
        // what was ever sent for this batch: an insert that was thought lost may still arrive
        Map<String, PendingAppend> sent = new HashMap<>();
        while (true) {
            Round round = plan(open);
            if (round.appends.isEmpty()) {
                return;
            }
            for (int i = 0; i < round.appends.size(); i++) {
                round.appends.get(i).markSent();
                sent.put(round.commits.get(i).hash(), round.appends.get(i));
            }
            long start = System.nanoTime();
            try {
                collection.insert(round.documents);
                try {
                    durability.await(round.documents);
                } catch (RuntimeException notDurable) {
                    open.forEach(append -> unavailable(append, notDurable));
                    throw notDurable;
                }
                advance(round.commits);
                metrics.round.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                metrics.roundCommits.record(round.appends.size());
                for (int i = 0; i < round.appends.size(); i++) {
                    stored(round.appends.get(i), round.commits.get(i));
                }
                round.beaten.forEach(this::conflict);
                return;
            } catch (MongoException e) {
                boolean unknown = !isDuplicateKey(e);
                (unknown ? metrics.unknownRounds : metrics.duplicateRounds).increment();
                if (unknown) {
                    log.warn(
                            "The outcome of {} commits at position {} is unknown: {}. Reading back",
                            round.commits.size(),
                            head.position() + 1,
                            e.getMessage());
                }
                open = recover(round, sent, unknown);
                if (open.isEmpty()) {
                    return;
                }
            }
        }
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

    /// Decides the conditions and gives positions behind the head.
    private Round plan(List<PendingAppend> batch) {
        Round round = new Round(head);
        for (PendingAppend append : batch) {
            if (!append.isOpen()) {
                continue;
            }
            if (append.condition().criteria().alternatives().isEmpty()) {
                round.add(append);
            } else if (!tail.covers(append.checkedTo())) {
                askIndex.accept(append);
            } else if (tail.changedSince(append.condition().criteria(), append.checkedTo())) {
                conflict(append);
            } else if (round.ahead.changedSince(
                    append.condition().criteria(), append.condition().after())) {
                round.beaten.add(append);
            } else {
                round.add(append);
            }
        }
        return round;
    }

    private void conflict(PendingAppend append) {
        metrics.conflicts.increment();
        append.conflict(callbacks);
    }

    private void stored(PendingAppend append, StoredCommit commit) {
        metrics.append.record(append.ageNanos(), TimeUnit.NANOSECONDS);
        append.store(commit, callbacks);
    }

    /// Reads back what became of a round, answers what is known now and returns what is to be tried
    /// again.
    private List<PendingAppend> recover(
            Round round, Map<String, PendingAppend> sent, boolean unknown)
            throws InterruptedException {
        List<PendingAppend> open = new ArrayList<>(round.appends);
        open.addAll(round.beaten);
        long pauseMillis = 1;
        while (true) {
            try {
                List<StoredCommit> found = collection.after(head.position());
                learn(found);
                for (StoredCommit commit : found) {
                    PendingAppend own = sent.remove(commit.hash());
                    if (own != null && open.remove(own)) {
                        if (unknown) {
                            metrics.unknownResolved.increment();
                        }
                        stored(own, commit);
                    }
                }
                if (found.isEmpty()) {
                    // not yet with the majority, or gone with its primary: the next insert at the
                    // same position finds out
                    TimeUnit.MILLISECONDS.sleep(pauseMillis);
                }
                return open;
            } catch (MongoException e) {
                log.warn(
                        "The log cannot be read back at position {}: {}",
                        head.position() + 1,
                        e.getMessage());
                if (inbox.isClosed()) {
                    open.forEach(append -> unavailable(append, e));
                    return List.of();
                }
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE.toMillis());
                open.removeIf(append -> !append.isOpen());
                if (open.isEmpty()) {
                    return open;
                }
            }
        }
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

    /// One insert: commits with their positions behind a head.
    private static final class Round {
        private final List<PendingAppend> appends = new ArrayList<>();
        private final List<StoredCommit> commits = new ArrayList<>();
        private final List<RawBsonDocument> documents = new ArrayList<>();

        /// In conflict with a commit of this very round: refused when the round is durable.
        private final List<PendingAppend> beaten = new ArrayList<>();

        private final RecentTail ahead;
        private DurableHead head;

        Round(DurableHead head) {
            this.head = head;
            this.ahead = new RecentTail(Integer.MAX_VALUE, Long.MAX_VALUE, head.position() + 1);
        }

        void add(PendingAppend append) {
            StoredCommit commit = append.after(head);
            appends.add(append);
            commits.add(commit);
            documents.add(
                    CommitCodec.document(
                            commit.position(), commit.at(), commit.hash(), append.body()));
            ahead.append(commit, 0);
            head = DurableHead.of(commit);
        }
    }
}
