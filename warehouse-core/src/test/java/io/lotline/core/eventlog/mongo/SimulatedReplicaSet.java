package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/// A replica set in one thread that does to its clients what MongoDB may do, as its random numbers
/// want it.
///
/// It keeps what the primary has in the order of its oplog, and how much of that can no longer be
/// lost. An insert may get lost, come late, twice or in part, or be done and its answer lost; a
/// primary may change, which takes back what the majority did not have; the old one may live on for
/// a while and answer clients that have not heard; a new one may know less of the majority than its
/// predecessor has told. Only `_id` is unique.
final class SimulatedReplicaSet {
    private static final MongoException NO_ANSWER = new MongoException("no answer");
    private static final MongoException DUPLICATE = failure(null);
    private static final MongoException DUPLICATE_AND_NO_MAJORITY =
            failure(
                    new WriteConcernError(
                            64, "WriteConcernFailed", "no majority", new BsonDocument()));
    private static final CommitCodec CODEC = new CommitCodec();
    private static final BsonDocumentCodec PLAIN = new BsonDocumentCodec();

    private final SplittableRandom random;
    private final Set<Guard> off;
    private final Consumer<Supplier<String>> trace;
    private final List<Client> clients = new ArrayList<>();
    private final List<Message> underway = new ArrayList<>();
    private Branch primary = new Branch(List.of(), 0);
    private @Nullable Branch stale;

    /// How much of the primary's branch the majority has.
    private int durable;

    private long messages;
    private boolean calm;

    /// What protects the log; a negative control switches one off.
    enum Guard {
        /// Writes wait for the majority, reads see only what it has.
        MAJORITY,

        /// Reads wait for what this client knows to be committed.
        SESSION,

        /// The committer recognises its own commits when it reads back.
        READ_BACK,

        /// The committer recognises what it and another node both have.
        SHARED,

        /// The committer is told the appends' conditions.
        CONDITION
    }

    SimulatedReplicaSet(SplittableRandom random, Set<Guard> off, Consumer<Supplier<String>> trace) {
        this.random = random;
        this.off = off.isEmpty() ? EnumSet.noneOf(Guard.class) : EnumSet.copyOf(off);
        this.trace = trace;
    }

    private static MongoException failure(@Nullable WriteConcernError majority) {
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
                List.of(new BulkWriteError(11000, "duplicate key", new BsonDocument(), 0)),
                majority,
                new ServerAddress(),
                Set.of());
    }

    /// A commit on its way or at its place, decoded when it is read.
    private static final class Document {
        private final RawBsonDocument raw;
        private final long id;
        private final long message;
        private final int statement;
        private @Nullable StoredCommit commit;

        Document(RawBsonDocument raw, long message, int statement) {
            this.raw = raw;
            this.id = raw.getInt64(CommitCodec.ID).getValue();
            this.message = message;
            this.statement = statement;
        }

        long id() {
            return id;
        }

        StoredCommit commit() {
            if (commit == null) {
                commit = raw.decode(CODEC);
            }
            return commit;
        }
    }

    /// An insert on its way, with its documents in order.
    private record Message(List<Document> documents) {}

    /// The log as one node has it.
    private static final class Branch {
        private final List<Document> oplog;

        /// How much of it this node knows to be with the majority.
        private int majority;

        Branch(List<Document> oplog, int majority) {
            this.oplog = new ArrayList<>(oplog);
            this.majority = majority;
        }

        /// Executes the message's first statements in order; false at a duplicate key. What was
        /// executed before is skipped, as it is where a driver tries again.
        boolean execute(Message message, int statements) {
            for (Document document : message.documents().subList(0, statements)) {
                boolean executed = false;
                for (Document old : oplog) {
                    if (old.message == document.message && old.statement == document.statement) {
                        executed = true;
                    } else if (old.id == document.id) {
                        return false;
                    }
                }
                if (!executed) {
                    oplog.add(document);
                }
            }
            return true;
        }
    }

    private boolean chance(int of) {
        return !calm && random.nextInt(of) == 0;
    }

    /// What this replica set will have kept when everything is over, by `_id`.
    List<BsonDocument> documents() {
        return primary.oplog.stream()
                .sorted(Comparator.comparing(Document::id))
                .map(document -> document.raw.decode(PLAIN))
                .toList();
    }

    Client connect(Runnable during) {
        Client client = new Client(during);
        clients.add(client);
        return client;
    }

    /// Anything that may happen between two steps of the committers.
    void happen() {
        switch (random.nextInt(10)) {
            case 0 -> changePrimary();
            case 1 -> endStale();
            case 2 -> {
                if (!clients.isEmpty()) {
                    clients.get(random.nextInt(clients.size())).branch = primary;
                }
            }
            case 3, 4 -> replicate(random.nextInt(primary.oplog.size() - durable + 1));
            case 5 -> primary.majority += random.nextInt(durable - primary.majority + 1);
            default -> {
                if (!underway.isEmpty()) {
                    arrive(random.nextInt(underway.size()));
                }
            }
        }
    }

    /// The end of all trouble: what is underway arrives or does not, and every node agrees.
    void calm() {
        while (!underway.isEmpty()) {
            arrive(random.nextInt(underway.size()));
        }
        endStale();
        calm = true;
        clients.forEach(client -> client.branch = primary);
        replicate(primary.oplog.size() - durable);
        primary.majority = durable;
    }

    private void replicate(int count) {
        durable += count;
    }

    private void arrive(int index) {
        Message message = underway.get(index);
        if (random.nextInt(4) > 0) {
            underway.remove(index);
        }
        if (random.nextInt(4) > 0) {
            Branch target = stale != null && random.nextInt(4) == 0 ? stale : primary;
            boolean whole = target.execute(message, random.nextInt(message.documents().size()) + 1);
            trace.accept(() -> "arrives late: " + message.documents().getFirst().id + " " + whole);
        }
    }

    private void changePrimary() {
        endStale();
        Branch old = primary;
        int kept = durable + random.nextInt(old.oplog.size() - durable + 1);
        primary = new Branch(old.oplog.subList(0, kept), Math.max(0, durable - random.nextInt(4)));
        trace.accept(
                () ->
                        "new primary keeps %d of %d, %d durable, knows %d"
                                .formatted(kept, old.oplog.size(), durable, primary.majority));
        if (random.nextBoolean()) {
            stale = old;
        }
        for (Client client : clients) {
            if (stale == null || random.nextBoolean()) {
                client.branch = primary;
            }
        }
    }

    private void endStale() {
        clients.stream()
                .filter(client -> client.branch == stale)
                .forEach(client -> client.branch = primary);
        stale = null;
    }

    /// One application's view of the replica set.
    final class Client implements CommitStore {
        private final Runnable during;
        private Branch branch = primary;
        private int known;

        private Client(Runnable during) {
            this.during = during;
        }

        @Override
        public void insert(List<RawBsonDocument> documents) {
            during.run();
            Message message = message(documents);
            int count = documents.size();
            if (chance(8)) {
                trace.accept(() -> "lost or delayed");
                late(message);
                throw NO_ANSWER;
            }
            if (chance(10)) {
                branch.execute(message, random.nextInt(count));
                late(message);
                trace.accept(() -> "executed in part");
                throw NO_ANSWER;
            }
            if (!branch.execute(message, count)) {
                trace.accept(() -> "duplicate key");
                throw chance(8) ? NO_ANSWER : chance(4) ? DUPLICATE_AND_NO_MAJORITY : DUPLICATE;
            }
            if (chance(8)) {
                late(message);
                trace.accept(() -> "executed, answer lost");
                throw NO_ANSWER;
            }
            if (chance(10)) {
                changePrimary();
            }
            if (off.contains(Guard.MAJORITY)) {
                return;
            }
            int index = primary.oplog.indexOf(message.documents().getLast());
            if (branch != primary || index < 0) {
                trace.accept(() -> "executed without a majority");
                throw NO_ANSWER;
            }
            durable = Math.max(durable, index + 1);
            primary.majority = durable;
            known = durable;
            during.run();
        }

        /// It may still come, or may come again.
        private void late(Message message) {
            if (chance(2)) {
                underway.add(message);
            }
        }

        private Message message(List<RawBsonDocument> documents) {
            messages++;
            List<Document> numbered = new ArrayList<>(documents.size());
            for (RawBsonDocument raw : documents) {
                numbered.add(new Document(raw, messages, numbered.size()));
            }
            return new Message(numbered);
        }

        @Override
        public List<StoredCommit> after(long position) {
            List<Document> seen = snapshot();
            known = Math.max(known, off.contains(Guard.MAJORITY) ? 0 : seen.size());
            seen.sort(Comparator.comparing(Document::id));
            int limit = calm ? Integer.MAX_VALUE : 1 + random.nextInt(6);
            List<StoredCommit> found = new ArrayList<>();
            long next = position + 1;
            for (Document document : seen) {
                if (document.id > position && found.size() < limit) {
                    if (document.id != next) {
                        break;
                    }
                    found.add(document.commit());
                    next = document.commit().last() + 1;
                }
            }
            return found;
        }

        @Override
        public boolean exists(Criteria criteria, long from, long to) {
            during.run();
            List<Document> seen = snapshot();
            during.run();
            return seen.stream()
                    .flatMap(document -> document.commit().events().stream())
                    .anyMatch(
                            event ->
                                    event.position() >= from
                                            && event.position() <= to
                                            && criteria.matches(event.tags(), event.name()));
        }

        @Override
        public BsonDocument time() {
            return new BsonDocument("known", new BsonInt32(known));
        }

        @Override
        public void advance(BsonDocument time) {
            known = Math.max(known, time.getInt32("known").getValue());
        }

        /// Where a log that is opened now starts.
        DurableHead head() {
            List<Document> seen = snapshot();
            known = seen.size();
            return seen.isEmpty() ? DurableHead.EMPTY : DurableHead.of(seen.getLast().commit());
        }

        private List<Document> snapshot() {
            if (chance(12)) {
                throw NO_ANSWER;
            }
            if (off.contains(Guard.MAJORITY)) {
                return new ArrayList<>(branch.oplog);
            }
            if (branch.majority < known && !off.contains(Guard.SESSION)) {
                if (branch != primary || chance(2)) {
                    throw NO_ANSWER;
                }
                primary.majority = durable;
            }
            return new ArrayList<>(branch.oplog.subList(0, branch.majority));
        }
    }
}
