package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.lotline.core.eventlog.chain.ChainFollower;
import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.LogAuditor.Flaw;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.CommitDocument;
import io.lotline.core.eventlog.mongo.embedded.CommitDocument.Malformed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the stored log again beside the work, from the first commit on, and says where it is not
/// what was written.
///
/// It takes a quarter of one thread's time at most, a sixteenth while the log grows. How far it
/// came is kept in the database, so that a start goes on with a round that was not finished, and
/// the nodes of a replica set share the work. It begins anew once a week; on the embedded store
/// also at each start, since nobody knows what became of its file meanwhile. It stops at the first
/// flaw for as long as that is there.
final class LogVerification implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogVerification.class);
    private static final String COLLECTION = "log_verification";
    private static final String ID = "round";
    private static final String POSITION = "position";
    private static final String HASH = "hash";
    private static final String BEGAN = "began";
    private static final String DONE = "done";

    /// Events looked at before it rests.
    private static final int PAGE = 250;

    private static final int REST_FACTOR = 3;

    /// While the log grows: whoever writes may want this thread's core.
    private static final int BUSY_REST_FACTOR = 15;
    private static final Duration KEEP_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofDays(7);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final LogCollection collection;
    private final MongoCollection<Document> rounds;
    private final boolean embedded;
    private final LongSupplier head;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile LogIntegrity integrity;
    private ChainFollower chain = ChainFollower.fromTheFirst();
    private Instant began;

    /// The log's end when the last page was read.
    private long headBefore = Long.MAX_VALUE;

    /// Whether the round came to the end of the log.
    private boolean done;

    /// Whether another round follows this one at once: it began before the start.
    private boolean again;

    private Kept kept = new Kept(0, CommitHash.GENESIS, Instant.EPOCH, false);
    private long keptAt = System.nanoTime();

    /// What the database has of the round.
    private record Kept(long position, String hash, Instant began, boolean done) {
        static Kept of(Document round) {
            return new Kept(
                    round.getLong(POSITION),
                    round.getString(HASH),
                    round.getDate(BEGAN).toInstant(),
                    round.getBoolean(DONE, false));
        }

        Document document() {
            return new Document(CommitCodec.ID, ID)
                    .append(POSITION, position)
                    .append(HASH, hash)
                    .append(BEGAN, Date.from(began))
                    .append(DONE, done);
        }

        Bson filter() {
            return Filters.and(
                    Filters.eq(CommitCodec.ID, ID),
                    Filters.eq(POSITION, position),
                    Filters.eq(BEGAN, Date.from(began)));
        }
    }

    /// @param embedded whether an error of the store is one of its file
    /// @param head     the last durable position
    LogVerification(
            LogCollection collection,
            MongoDatabase database,
            boolean embedded,
            LongSupplier head,
            MeterRegistry registry,
            Clock clock) {
        this.collection = collection;
        this.rounds = database.getCollection(COLLECTION);
        this.embedded = embedded;
        this.head = head;
        this.clock = clock;
        this.began = now();
        this.integrity = new LogIntegrity(0, began, Optional.empty());
        Gauge.builder("lotline.log.verified", this, v -> v.integrity.verified())
                .description("The position up to which the stored log was read again and is whole")
                .register(registry);
        Gauge.builder(
                        "lotline.log.flaw",
                        this,
                        v -> v.integrity.flaw().map(Flaw::position).orElse(0L))
                .description("The position of the first commit that is bad; 0 for none")
                .register(registry);
        this.thread =
                Thread.ofPlatform().daemon().name("lotline-log-verification").unstarted(this::run);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    void start() {
        thread.start();
    }

    LogIntegrity integrity() {
        return integrity;
    }

    private void run() {
        Duration rest = Duration.ZERO;
        boolean begun = false;
        while (!isClosing(rest)) {
            try {
                if (!begun) {
                    goOnWhereItWas();
                    begun = true;
                }
                long start = System.nanoTime();
                boolean more = look();
                rest =
                        more
                                ? Duration.ofNanos(restFactor() * (System.nanoTime() - start))
                                : LOOK_EVERY;
                if (!more || System.nanoTime() - keptAt > KEEP_EVERY.toNanos()) {
                    keep();
                }
            } catch (MongoException | IllegalStateException e) {
                // not answering is not being damaged
                if (closing.getCount() > 0) {
                    log.info("The log cannot be verified now: {}", e.getMessage());
                }
                rest = LOOK_EVERY;
            }
        }
        try {
            keep();
        } catch (MongoException e) {
            log.debug("How far the log is verified is not kept: {}", e.getMessage());
        }
    }

    private int restFactor() {
        long now = head.getAsLong();
        boolean busy = now > headBefore;
        headBefore = now;
        return busy ? BUSY_REST_FACTOR : REST_FACTOR;
    }

    private boolean isClosing(Duration rest) {
        try {
            return closing.await(rest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// As the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Behind the commit up to which this node or another came, if it is still the same.
    private void goOnWhereItWas() {
        Document round = rounds.find(Filters.eq(CommitCodec.ID, ID)).first();
        if (round == null) {
            return;
        }
        kept = Kept.of(round);
        if (embedded && kept.done()) {
            return;
        }
        again = embedded;
        boolean further =
                kept.began().isAfter(began)
                        || kept.began().equals(began) && kept.position() > chain.last()
                        || chain.last() == 0;
        if (!isOver(kept.began()) && further) {
            began = kept.began();
            chain = at(kept.position(), kept.hash()).orElseGet(ChainFollower::fromTheFirst);
            tell(Optional.empty());
        }
    }

    /// Writes how far it came. Where another node has, this one goes on from there.
    private void keep() {
        keptAt = System.nanoTime();
        Kept reached = new Kept(chain.last(), chain.hash(), began, done);
        if (reached.equals(kept) || reached.position() == 0) {
            return;
        }
        if (rounds.replaceOne(kept.filter(), reached.document()).getMatchedCount() == 0
                && rounds.find(Filters.eq(CommitCodec.ID, ID)).first() != null) {
            goOnWhereItWas();
            return;
        }
        try {
            rounds.replaceOne(
                    reached.filter(), reached.document(), new ReplaceOptions().upsert(true));
            kept = reached;
        } catch (MongoWriteException e) {
            // another node was the first to come so far
            goOnWhereItWas();
        }
    }

    private void tell(Optional<Flaw> flaw) {
        if (flaw.isPresent() && !flaw.equals(integrity.flaw())) {
            log.error(
                    "The log is BAD at position {}: {}",
                    flaw.get().position(),
                    flaw.get().reason());
        }
        integrity = new LogIntegrity(chain.last(), began, flaw);
    }

    private boolean isOver(Instant since) {
        Instant now = clock.instant();
        return since.isAfter(now) || since.plus(ROUND).isBefore(now);
    }

    private Optional<ChainFollower> at(long position, String hash) {
        try {
            StoredCommit commit = collection.holding(position);
            return commit != null && commit.last() == position && commit.hash().equals(hash)
                    ? Optional.of(ChainFollower.after(commit))
                    : Optional.empty();
        } catch (MongoServerException e) {
            if (!embedded) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// The next page; whether there is more.
    private boolean look() {
        long to = head.getAsLong();
        if (chain.last() >= to) {
            boolean anew = again || isOver(began);
            done = !anew;
            if (anew) {
                again = false;
                chain = ChainFollower.fromTheFirst();
                began = now();
            }
            return anew;
        }
        Optional<Flaw> flaw = page(Math.min(to, chain.last() + PAGE), to);
        tell(flaw);
        return flaw.isEmpty();
    }

    private Optional<Flaw> page(long last, long to) {
        try {
            return documents(last, to);
        } catch (MongoServerException e) {
            if (!embedded) {
                throw e;
            }
        }
        // some commit of the page; the first that cannot be read alone
        Optional<Flaw> flaw = Optional.empty();
        while (flaw.isEmpty() && chain.last() < last) {
            try {
                flaw = documents(chain.last() + 1, to);
            } catch (MongoServerException e) {
                flaw = Optional.of(new Flaw(chain.last() + 1, "it cannot be read: " + said(e)));
            }
        }
        return flaw;
    }

    private static String said(MongoServerException e) {
        return e instanceof MongoCommandException answer
                ? answer.getErrorMessage()
                : String.valueOf(e.getMessage());
    }

    private Optional<Flaw> documents(long last, long to) {
        long from = chain.last() + 1;
        List<RawBsonDocument> documents = collection.documents(from, last);
        if (documents.isEmpty()) {
            return Optional.of(
                    new Flaw(from, "no commit begins here, though the log goes on to " + to));
        }
        for (RawBsonDocument document : documents) {
            Optional<Flaw> flaw = next(document);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> next(RawBsonDocument document) {
        ByteBuffer buffer = document.getByteBuffer().asNIO();
        byte[] bson = new byte[buffer.remaining()];
        buffer.get(bson);
        try {
            return chain.next(CommitDocument.read(bson));
        } catch (Malformed e) {
            return Optional.of(new Flaw(chain.last() + 1, String.valueOf(e.getMessage())));
        }
    }

    /// Keeps how far it came, and ends.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
