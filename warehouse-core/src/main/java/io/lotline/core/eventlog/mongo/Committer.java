package io.lotline.core.eventlog.mongo;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.BsonDocument;
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
    private static final int LINGER_PART = 3;

    private static final Duration LONGEST_LINGER = Duration.ofMillis(6);

    /// What is handed on waits less: the node that writes it waits for all.
    private static final Duration LINGER_BEFORE_HANDING = Duration.ofNanos(900_000);

    /// Other nodes' callers who were refused may take this part of the round before to come again.
    private static final int WAIT_FOR_OTHERS_PART = 2;

    /// The longest that a round waits for other nodes' callers, refused or answered.
    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofMillis(15);

    /// A node that does not write what it was handed for so long is left.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// What another node has handed over is given up after so long: it has taken it back.
    private static final Duration FOREIGN_DEADLINE = Duration.ofSeconds(2);

    /// What an event takes in memory beside its data: its texts, tags, links, about.
    private static final long EVENT_BYTES = 600;

    private final CommitStore store;
    private final Durability durability;
    private final LogSettings settings;
    private final LogMetrics metrics;
    private final Inbox inbox;
    private final SentCommits sent;
    private Peers peers = Peers.NONE;
    private final RecentTail tail;
    private final TagHistory tagHistory;
    private final Executor callbacks;
    private final Runnable moved;

    /// What is being tried until all of it is answered.
    private List<PendingAppend> open = List.of();

    /// What another node was asked to write, the longest first.
    private final ArrayDeque<PendingAppend> handed = new ArrayDeque<>();

    /// How many appends are about to come: from the callers just answered, and what waited already.
    private int expected;

    /// Whether another node's callers are among them.
    private boolean expectingOthers;

    /// Whether they were not all there when they were last waited for.
    private boolean othersDidNotCome;

    private boolean handing;

    /// Other nodes' appends that were refused since the last round, and whether it was waited for
    /// them to come again.
    private int refused;

    private boolean waited;
    private boolean othersFirst;
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
                        settings.windowCommits(),
                        settings.windowBytes(),
                        head.position() + 1,
                        tagHistory::never);
        this.tagHistory = tagHistory;
        this.callbacks = callbacks;
        this.moved = moved;
    }

    /// Lets it talk to the committers of other nodes. Before it runs.
    void link(Peers others) {
        peers = others;
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

    /// Why it stopped for good; null while it works, and where it was only closed.
    @Nullable Throwable broken() {
        return broken;
    }

    /// Takes an append on its way. For any thread.
    void submit(PendingAppend append) {
        if (!inbox.offer(append)) {
            Throwable cause = broken;
            append.unavailable(
                    cause == null
                            ? "The event log is closed."
                            : "The event log of this node stopped and takes nothing until the node is started again.",
                    cause,
                    Runnable::run);
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
            if (waited) {
                long part = lastRoundNanos / WAIT_FOR_OTHERS_PART;
                inbox.await(refused, atMost(part, LONGEST_WAIT_FOR_OTHERS));
            } else {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
            return true;
        }
        if (expected > 1) {
            // one larger round is cheaper than two
            int wanted = Math.min(expected, settings.roundAppends());
            inbox.await(wanted, linger());
            if (expectingOthers) {
                othersDidNotCome = inbox.size() < wanted;
            }
        }
        inbox.await(1, settings.poll());
        if (inbox.isClosed() && inbox.size() == 0 && isAwaited()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return inbox.size() > 0 || isAwaited() || !inbox.isClosed();
    }

    /// Whether another node still has something of ours.
    private boolean isAwaited() {
        while (!handed.isEmpty() && !handed.getFirst().isOpen()) {
            handed.removeFirst();
        }
        return !handed.isEmpty();
    }

    /// Where rounds take long, so do the callers on the same machine.
    private Duration linger() {
        if (handing) {
            return LINGER_BEFORE_HANDING;
        }
        // other nodes' hear of the round later than this node's, and come the longer way
        Duration part =
                expectingOthers && !othersDidNotCome
                        ? atMost(lastRoundNanos, LONGEST_WAIT_FOR_OTHERS)
                        : atMost(lastRoundNanos / LINGER_PART, LONGEST_LINGER);
        return part.compareTo(settings.linger()) > 0 ? part : settings.linger();
    }

    private static Duration atMost(long nanos, Duration longest) {
        return Duration.ofNanos(Math.min(nanos, longest.toNanos()));
    }

    /// Asks the store for one thing: to insert a round, to say what became of the last one, or what
    /// other nodes have committed.
    void step() {
        int answered = hear();
        if (readBack) {
            readBack();
            return;
        }
        gather();
        if (open.isEmpty()) {
            expected = answered;
            expectingOthers = false;
            if (System.nanoTime() - seenAt >= settings.poll().toNanos()) {
                lookForNews();
            }
            return;
        }
        expect(open);
        List<PendingAppend> ready = plan();
        if (!waitForOthers() && !handOn(ready)) {
            insert(new Round(head, inTurn(ready), settings.sharing()));
        }
    }

    private void expect(List<PendingAppend> callers) {
        expected = callers.size();
        expectingOthers = callers.stream().anyMatch(PendingAppend::isForeign);
    }

    /// The callers of this node hear first what a round has changed, and would win every boundary
    /// that those of another node want as well. So a round waits, once, for those just refused.
    private boolean waitForOthers() {
        waited = refused > 0 && !waited && !open.isEmpty();
        if (!waited) {
            refused = 0;
        }
        return waited;
    }

    /// Within a round the first one wins: now this node's, now the others'.
    private List<PendingAppend> inTurn(List<PendingAppend> ready) {
        othersFirst = !othersFirst;
        return othersFirst
                ? ready.stream()
                        .sorted(Comparator.comparing(PendingAppend::isForeign).reversed())
                        .toList()
                : ready;
    }

    /// Takes what other nodes have to say; answers how many of our own commits they have written.
    private int hear() {
        int answered = 0;
        for (News news : inbox.hear()) {
            switch (news) {
                case News.Written(List<StoredCommit> commits, BsonDocument time) ->
                        answered += written(commits, time);
                case News.Back(Set<String> ids, long position) -> {
                    readBack |= position > head.position();
                    takeBack(append -> ids.contains(append.id()));
                }
                case News.Lost() -> takeBack(_ -> true);
            }
        }
        if (isAwaited()
                && System.nanoTime() - handed.getFirst().handedNanos() > PATIENCE.toNanos()) {
            log.warn("The node that writes for this one does not answer. It is left for a while");
            peers.leave();
            takeBack(_ -> true);
        }
        return answered;
    }

    private int written(List<StoredCommit> commits, @Nullable BsonDocument time) {
        List<StoredCommit> following =
                commits.stream().filter(commit -> commit.position() > head.position()).toList();
        if (following.isEmpty()) {
            return 0;
        }
        if (following.getFirst().position() != head.position() + 1) {
            readBack = true;
            return 0;
        }
        if (time != null) {
            store.advance(time);
        }
        long last = following.getLast().last();
        long events = last - head.position();
        List<Placed> own = learn(following);
        if (own.stream().mapToLong(placed -> placed.append().size()).sum() < events) {
            peers.contended();
        }
        return own.size();
    }

    /// What the other node has not written, as far as the log is known here, this one writes.
    private void takeBack(Predicate<PendingAppend> which) {
        List<PendingAppend> back =
                handed.stream().filter(which).filter(PendingAppend::isOpen).toList();
        back.forEach(PendingAppend::keep);
        handed.removeAll(back);
        inbox.putBack(back);
    }

    /// Hands a round to the node that writes for this one; false where there is none.
    private boolean handOn(List<PendingAppend> ready) {
        handing = peers.writeForUs() && ready.stream().noneMatch(PendingAppend::staysHere);
        if (!handing) {
            return false;
        }
        List<PendingAppend> going = new ArrayList<>(ready.size());
        for (PendingAppend append : ready) {
            if (!sent.share(append)) {
                append.unavailable("The same events are on their way already.", null, callbacks);
            } else if (append.send()) {
                append.markHanded();
                going.add(append);
            }
        }
        if (!going.isEmpty()) {
            handed.addAll(going);
            peers.hand(going, head.position());
            metrics.handed.increment(going.size());
        }
        open = List.of();
        return true;
    }

    /// What is tried again takes along what has come meanwhile.
    private void gather() {
        long bytes = open.stream().mapToLong(append -> append.body().length).sum();
        List<PendingAppend> more =
                inbox.take(settings.roundAppends() - open.size(), settings.roundBytes() - bytes);
        if (!more.isEmpty()) {
            open = Stream.concat(open.stream(), more.stream()).toList();
        }
    }

    private void giveUp(Throwable cause) {
        broken = cause;
        inbox.close();
        answerAll(open, cause);
        answerAll(List.copyOf(handed), cause);
        answerAll(inbox.take(Integer.MAX_VALUE, Long.MAX_VALUE), cause);
        // nobody hands anything over any more; that may take a moment
        Thread.startVirtualThread(peers::close);
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

    /// Takes commits of the majority that follow the head; answers what of them is our own.
    private List<Placed> learn(List<StoredCommit> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        durability.awaitEverything();
        List<Placed> own = new ArrayList<>();
        for (StoredCommit commit : found) {
            for (Placed placed : sent.recognise(commit)) {
                // before the head moves: who sees the new head must not find an append in its own
                // way
                if (placed.append().settle()) {
                    own.add(placed);
                }
            }
        }
        advance(found);
        if (unknown) {
            // before the answers: who has one finds it counted
            metrics.unknownResolved.increment(own.size());
        }
        own.forEach(this::stored);
        peers.moved(head.position());
        return own;
    }

    private void advance(List<StoredCommit> durable) {
        for (StoredCommit commit : durable) {
            // in this order: the tail asks which tags were never there before
            tail.append(commit, size(commit));
            tagHistory.add(commit);
        }
        head = DurableHead.of(durable.getLast());
        sent.settle(head.position());
        seenAt = System.nanoTime();
        moved.run();
    }

    private static long size(StoredCommit commit) {
        return commit.events().stream()
                .mapToLong(event -> EVENT_BYTES + event.data().length())
                .sum();
    }

    /// Decides the conditions: what remains may be written behind the head.
    private List<PendingAppend> plan() {
        List<PendingAppend> ready = new ArrayList<>(open.size());
        for (PendingAppend append : open) {
            if (!append.isOpen() || isWritten(append)) {
                continue;
            }
            if (append.condition().criteria().alternatives().isEmpty()) {
                ready.add(append);
            } else if (!tail.covers(append.checkedTo())) {
                callbacks.execute(() -> askIndex(append));
            } else if (tail.changedSince(append.condition().criteria(), append.checkedTo())) {
                refused += append.isForeign() ? 1 : 0;
                conflict(append);
            } else {
                ready.add(append);
            }
        }
        open = ready;
        return ready;
    }

    /// Another node's commit may have been written before it came here. From now on it is
    /// recognised.
    private boolean isWritten(PendingAppend append) {
        if (!append.isForeign()) {
            return false;
        }
        if (append.ageNanos() > FOREIGN_DEADLINE.toNanos()) {
            append.unavailable("It was taken back.", null, callbacks);
            return true;
        }
        if (sent.isShared(append)) {
            return false;
        }
        // as it came: up to there its own node had read the log
        long after = append.checkedTo();
        if (!tail.covers(after)) {
            append.unavailable("It comes too late.", null, callbacks);
            return true;
        }
        Placed placed = tail.find(append, after);
        if (placed != null && append.settle()) {
            stored(placed);
        } else if (placed == null && !sent.share(append)) {
            append.unavailable("It is here already.", null, callbacks);
        }
        return !append.isOpen();
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
        open = round.everyone();
        if (round.placed().isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        try {
            store.insert(round.documents());
        } catch (RuntimeException e) {
            // whatever it is, what was stored is read back before anything else is written
            failed(round, e);
            return;
        }
        durability.await(round.documents());
        peers.durable(round.documents(), store.time());
        advance(round.commits());
        lastRoundNanos = System.nanoTime() - start;
        metrics.round.record(lastRoundNanos, TimeUnit.NANOSECONDS);
        metrics.roundAppends.record(round.placed().size());
        metrics.roundDocuments.record(round.documents().size());
        // before anybody is answered: who comes back at once must not be awaited twice
        expect(open);
        expected += inbox.size();
        for (Placed placed : round.placed()) {
            if (placed.append().settle()) {
                stored(placed);
            }
        }
        round.beaten().forEach(this::conflict);
        open = List.of();
    }

    private void failed(Round round, RuntimeException e) {
        unknown = !isDuplicateKey(e);
        (unknown ? metrics.unknownRounds : metrics.duplicateRounds).increment();
        if (!unknown) {
            peers.contended();
        } else {
            log.warn(
                    "The outcome of {} appends at position {} is unknown: {}. Reading back",
                    round.placed().size(),
                    head.position() + 1,
                    e.toString());
        }
        round.placed().forEach(sent::add);
        readBack = true;
        pauseMillis = 0;
    }

    private static boolean isDuplicateKey(RuntimeException e) {
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
        waited = false;
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

    private void stored(Placed placed) {
        PendingAppend append = placed.append();
        if (append.isForeign()) {
            metrics.written.increment();
        } else {
            metrics.append.record(append.ageNanos(), TimeUnit.NANOSECONDS);
        }
        append.acknowledge(placed, callbacks);
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
