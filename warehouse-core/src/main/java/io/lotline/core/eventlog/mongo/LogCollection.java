package io.lotline.core.eventlog.mongo;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The log's one collection: a document a commit, read as the majority has it.
///
/// On a replica set every read waits for the last time that this node knows to be committed: a new
/// primary's view of the majority may lag behind what its predecessor acknowledged.
final class LogCollection implements CommitStore {
    static final String NAME = "log";

    private static final int BATCH = 1_000;

    /// Commits that are read at a time where a long history is: each may hold many events, and the
    /// embedded store has all that are asked for in memory.
    private static final int FIRST_COMMITS = 500;

    private static final int SMALL_BATCH = 100;
    private static final int FEW = 16;

    /// How many commits' times are kept: enough for the upper halvings of any log.
    private static final int OUTLINES = 20_000;

    private static final String OPERATION = "operation";
    private static final String CLUSTER = "cluster";

    private final MongoClient client;
    private final MongoDatabase database;
    private final boolean replicaSet;
    private final MongoCollection<StoredCommit> commits;
    private final MongoCollection<BsonDocument> outlines;
    private final MongoCollection<RawBsonDocument> raw;

    private final AtomicReference<@Nullable ClusterTime> known = new AtomicReference<>();

    /// By a position that was looked at. What is acknowledged never changes.
    private final Map<Long, Outline> outlinesAt = new ConcurrentHashMap<>();

    private record ClusterTime(BsonTimestamp operation, BsonDocument cluster) {
        static ClusterTime later(@Nullable ClusterTime one, ClusterTime other) {
            return one == null || one.operation().compareTo(other.operation()) < 0 ? other : one;
        }
    }

    LogCollection(MongoClient client, MongoDatabase database, boolean replicaSet) {
        this.client = client;
        this.database = database;
        this.replicaSet = replicaSet;
        this.commits =
                database.getCollection(NAME, StoredCommit.class)
                        .withCodecRegistry(
                                CodecRegistries.fromRegistries(
                                        CodecRegistries.fromCodecs(new CommitCodec()),
                                        database.getCodecRegistry()));
        this.outlines = database.getCollection(NAME, BsonDocument.class);
        this.raw = database.getCollection(NAME, RawBsonDocument.class);
    }

    /// Makes the collection and its indexes, where they are not there yet.
    void create() {
        if (replicaSet) {
            LogLayout.create(database);
        }
        raw.createIndex(ascending(CommitCodec.TAGS, CommitCodec.ID));
        raw.createIndex(ascending(CommitCodec.TYPES, CommitCodec.ID));
    }

    /// Lets this node talk to the others that write to this log, on a replica set and where an
    /// address is given; see [NodeLink#open].
    Peers link(
            String address,
            Consumer<PendingAppend> submit,
            Consumer<News> tell,
            LongSupplier head) {
        return replicaSet && !address.isEmpty()
                ? NodeLink.open(database, address, submit, tell, head)
                : Peers.NONE;
    }

    @Override
    public void insert(List<RawBsonDocument> documents) {
        InsertManyOptions ordered = new InsertManyOptions().ordered(true);
        try (Session session = new Session()) {
            if (session.session == null) {
                raw.insertMany(documents, ordered);
                return;
            }
            // a duplicate key, too, is answered only when the commit that was first is with the
            // majority: what is read next has it. To wait for this session's time then would be to
            // wait for the round after it
            raw.insertMany(session.session, documents, ordered);
            session.remember();
        }
    }

    @Nullable StoredCommit last() {
        try (Session session = new Session()) {
            StoredCommit last =
                    session.find(commits, new BsonDocument())
                            .sort(descending(CommitCodec.ID))
                            .limit(1)
                            .first();
            session.remember();
            return last;
        }
    }

    @Override
    public List<StoredCommit> after(long position) {
        try (Session session = new Session()) {
            List<StoredCommit> found =
                    contiguous(
                            position + 1,
                            session.find(commits, gte(CommitCodec.ID, position + 1))
                                    .sort(ascending(CommitCodec.ID))
                                    .limit(BATCH));
            session.remember();
            return found;
        }
    }

    private static List<StoredCommit> contiguous(long first, FindIterable<StoredCommit> find) {
        List<StoredCommit> found = new ArrayList<>();
        long next = first;
        try (MongoCursor<StoredCommit> cursor = find.iterator()) {
            while (cursor.hasNext()) {
                StoredCommit commit = cursor.next();
                if (commit.position() != next) {
                    break;
                }
                found.add(commit);
                next = commit.last() + 1;
            }
        }
        return found;
    }

    /// Events with positions in `from .. to`, in order, at most `limit`.
    List<StoredEvent> read(long from, long to, int limit) {
        try (Session session = new Session()) {
            // a shared commit that holds the first position begins not long before it; and without
            // the bound, large commits would make a batch of answers of any size
            int before = LogSettings.DEFAULT.sharing() - 1;
            List<StoredCommit> found =
                    commits(
                            session,
                            Math.max(1, from - before),
                            Math.min(to, from + limit - 1),
                            limit + before);
            found.removeIf(commit -> commit.last() < from);
            if (found.isEmpty() || found.getFirst().position() > from) {
                StoredCommit holder = holder(session, from);
                if (holder == null || holder.last() < from) {
                    return List.of();
                }
                found.addFirst(holder);
            }
            List<StoredEvent> events = new ArrayList<>();
            long next = found.getFirst().position();
            for (StoredCommit commit : found) {
                if (commit.position() != next) {
                    break;
                }
                next = commit.last() + 1;
                for (StoredEvent event : commit.events()) {
                    if (event.position() >= from
                            && event.position() <= to
                            && events.size() < limit) {
                        events.add(event);
                    }
                }
            }
            return events;
        }
    }

    /// The commits that begin in `from .. to`, in order, until they have `events` events.
    private List<StoredCommit> commits(Session session, long from, long to, int events) {
        List<StoredCommit> found = new ArrayList<>();
        int count = 0;
        try (MongoCursor<StoredCommit> cursor =
                session.find(commits, and(gte(CommitCodec.ID, from), lte(CommitCodec.ID, to)))
                        .sort(ascending(CommitCodec.ID))
                        .limit(events)
                        .batchSize(BATCH)
                        .iterator()) {
            while (cursor.hasNext() && count < events) {
                StoredCommit commit = cursor.next();
                found.add(commit);
                count += commit.events().size();
            }
        }
        return found;
    }

    /// The last commit that begins at this position or before it.
    @Nullable StoredCommit holding(long position) {
        try (Session session = new Session()) {
            return holder(session, position);
        }
    }

    private @Nullable StoredCommit holder(Session session, long position) {
        return session.find(commits, lte(CommitCodec.ID, position))
                .sort(descending(CommitCodec.ID))
                .limit(1)
                .first();
    }

    /// Whether a commit ends at this position and has this hash; so does the empty log at 0.
    boolean passesThrough(long position, String hash) {
        if (position == 0) {
            return true;
        }
        try (Session session = new Session()) {
            StoredCommit commit = holder(session, position);
            return commit != null && commit.last() == position && commit.hash().equals(hash);
        }
    }

    /// For each part the events that match it, up to this position, in order.
    List<List<StoredEvent>> changes(List<Since> parts, long to) {
        List<List<StoredEvent>> found = new ArrayList<>(parts.size());
        parts.forEach(_ -> found.add(new ArrayList<>()));
        List<Bson> alternatives = new ArrayList<>(parts.size());
        parts.forEach(part -> alternatives.add(filter(part, to)));
        try (Session session = new Session();
                MongoCursor<StoredCommit> cursor =
                        session.find(commits, anyOf(alternatives))
                                .sort(ascending(CommitCodec.ID))
                                .batchSize(BATCH)
                                .iterator()) {
            while (cursor.hasNext()) {
                for (StoredEvent event : cursor.next().events()) {
                    for (int i = 0; i < parts.size() && event.position() <= to; i++) {
                        if (event.position() > parts.get(i).after()
                                && parts.get(i).criterion().matches(event.tags(), event.name())) {
                            found.get(i).add(event);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Bson filter(Since part, long to) {
        return and(
                filter(part.criterion()),
                gt(CommitCodec.ID, part.after()),
                lte(CommitCodec.ID, to));
    }

    /// The events of a part up to this position, in order, or those of its first commits.
    Changes first(Since part, long to, int limit) {
        List<StoredEvent> found = new ArrayList<>();
        try (Session session = new Session();
                MongoCursor<StoredCommit> cursor =
                        session.find(commits, filter(part, to))
                                .sort(ascending(CommitCodec.ID))
                                .limit(FIRST_COMMITS)
                                .batchSize(SMALL_BATCH)
                                .iterator()) {
            for (int count = 1; cursor.hasNext(); count++) {
                StoredCommit commit = cursor.next();
                for (StoredEvent event : commit.events()) {
                    if (event.position() > part.after()
                            && event.position() <= to
                            && part.criterion().matches(event.tags(), event.name())) {
                        found.add(event);
                    }
                }
                if (found.size() >= limit || count == FIRST_COMMITS) {
                    return new Changes(List.of(found), Math.min(to, commit.last()));
                }
            }
        }
        return new Changes(List.of(found), to);
    }

    /// For each part, which names a tag, its events up to this position, in order; nothing where
    /// all of them are more than is read at once.
    Optional<List<Changes>> first(List<Since> parts, long to, int limit) {
        int most = Math.min(limit, FIRST_COMMITS * 2);
        Map<Tag, List<Integer>> byTag = new HashMap<>();
        List<List<StoredEvent>> found = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            found.add(new ArrayList<>());
            Tag tag = parts.get(i).criterion().tags().iterator().next();
            byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(i);
        }
        List<Bson> alternatives = parts.stream().map(part -> filter(part, to)).toList();
        try (Session session = new Session();
                MongoCursor<StoredCommit> cursor =
                        session.find(commits, anyOf(alternatives))
                                .sort(ascending(CommitCodec.ID))
                                .limit(most)
                                .batchSize(BATCH)
                                .iterator()) {
            int events = 0;
            for (int count = 1; cursor.hasNext(); count++) {
                StoredCommit commit = cursor.next();
                events += commit.events().size();
                if (count == most || events > limit) {
                    return Optional.empty();
                }
                for (StoredEvent event : commit.events()) {
                    for (Tag tag : event.tags()) {
                        for (int i : byTag.getOrDefault(tag, List.of())) {
                            Since part = parts.get(i);
                            if (event.position() > part.after()
                                    && event.position() <= to
                                    && part.criterion().matches(event.tags(), event.name())) {
                                found.get(i).add(event);
                            }
                        }
                    }
                }
            }
        }
        return Optional.of(found.stream().map(events -> new Changes(List.of(events), to)).toList());
    }

    /// The events with positions in `from .. to` that match, in order.
    List<StoredEvent> source(Criteria criteria, long from, long to) {
        List<StoredEvent> found = new ArrayList<>();
        try (Session session = new Session();
                MongoCursor<StoredCommit> cursor = matching(session, criteria, from, to)) {
            while (cursor.hasNext()) {
                for (StoredEvent event : cursor.next().events()) {
                    if (matches(criteria, event, from, to)) {
                        found.add(event);
                    }
                }
            }
        }
        return found;
    }

    @Override
    public boolean exists(Criteria criteria, long from, long to) {
        try (Session session = new Session();
                MongoCursor<StoredCommit> cursor = matching(session, criteria, from, to)) {
            while (cursor.hasNext()) {
                for (StoredEvent event : cursor.next().events()) {
                    if (matches(criteria, event, from, to)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean matches(Criteria criteria, StoredEvent event, long from, long to) {
        return event.position() >= from
                && event.position() <= to
                && criteria.matches(event.tags(), event.name());
    }

    private MongoCursor<StoredCommit> matching(
            Session session, Criteria criteria, long from, long to) {
        List<Bson> conditions = new ArrayList<>();
        List<Bson> alternatives =
                criteria.alternatives().stream().map(LogCollection::filter).toList();
        conditions.add(anyOf(alternatives));
        conditions.add(lte(CommitCodec.ID, to));
        if (from > 1) {
            conditions.add(gte(CommitCodec.ID, startOf(session, from)));
        }
        return session.find(commits, and(conditions))
                .sort(ascending(CommitCodec.ID))
                .batchSize(BATCH)
                .iterator();
    }

    private static Bson anyOf(List<Bson> alternatives) {
        return alternatives.size() == 1 ? alternatives.getFirst() : or(alternatives);
    }

    private static Bson filter(Criterion alternative) {
        List<Bson> conditions = new ArrayList<>(2);
        List<String> tags = alternative.tags().stream().map(Tag::toString).toList();
        if (tags.size() == 1) {
            conditions.add(eq(CommitCodec.TAGS, tags.getFirst()));
        } else if (!tags.isEmpty()) {
            conditions.add(all(CommitCodec.TAGS, tags));
        }
        if (!alternative.names().isEmpty()) {
            conditions.add(in(CommitCodec.TYPES, alternative.names()));
        }
        return conditions.isEmpty() ? new BsonDocument() : and(conditions);
    }

    /// The start of the commit that holds this position.
    private long startOf(Session session, long position) {
        if (position <= 1) {
            return 1;
        }
        BsonDocument outline = outline(session, position);
        return outline == null ? position : outline.getInt64(CommitCodec.ID).getValue();
    }

    private @Nullable BsonDocument outline(Session session, long position) {
        return session.find(outlines, lte(CommitCodec.ID, position))
                .sort(descending(CommitCodec.ID))
                .limit(1)
                .projection(Projections.include(CommitCodec.ID, CommitCodec.AT))
                .first();
    }

    /// The position of the first event up to `to` recorded at or after `at`, or `to + 1`.
    ///
    /// Commits' times never decrease, so this halves the range and needs no index. It looks at the
    /// roundest position in the range, which stays the same while the log grows: where questions
    /// look again and again is kept.
    long positionAt(Instant at, long to) {
        try (Session session = new Session()) {
            long low = 1;
            long high = to + 1;
            while (low < high) {
                Outline outline = outlineAt(session, roundest(low, high - 1));
                if (outline.at().isBefore(at)) {
                    low = outline.asked() + 1;
                } else {
                    high = outline.position();
                }
            }
            // an event may be a moment older than its commit
            while (high <= to) {
                List<StoredEvent> some = read(high, to, FEW);
                if (some.isEmpty()) {
                    break;
                }
                for (StoredEvent event : some) {
                    if (!event.at().isBefore(at)) {
                        return event.position();
                    }
                    high = event.position() + 1;
                }
            }
            return to + 1;
        }
    }

    /// The number in a range that is divisible by the highest power of two.
    static long roundest(long low, long high) {
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros((low - 1) ^ high);
        return high >>> shift << shift;
    }

    private Outline outlineAt(Session session, long position) {
        Outline known = outlinesAt.get(position);
        if (known != null) {
            return known;
        }
        BsonDocument outline = outline(session, position);
        if (outline == null) {
            throw new IllegalStateException("no commit holds position " + position);
        }
        Outline read =
                new Outline(
                        position,
                        outline.getInt64(CommitCodec.ID).getValue(),
                        Instant.ofEpochMilli(outline.getDateTime(CommitCodec.AT).getValue()));
        if (outlinesAt.size() >= OUTLINES) {
            outlinesAt.clear();
        }
        outlinesAt.put(position, read);
        return read;
    }

    /// When the commit was recorded that holds a position.
    ///
    /// @param asked    the position
    /// @param position the commit's first one
    private record Outline(long asked, long position, Instant at) {}

    /// Gives every tag of some commits after this position, and returns the position up to which
    /// that was all; `to` at the end.
    long tags(long after, long to, int commits, Consumer<String> each) {
        try (Session session = new Session();
                MongoCursor<RawBsonDocument> cursor =
                        session.find(raw, and(gt(CommitCodec.ID, after), lte(CommitCodec.ID, to)))
                                .projection(Projections.include(CommitCodec.TAGS))
                                .sort(ascending(CommitCodec.ID))
                                .limit(commits)
                                .iterator()) {
            long last = to;
            for (int count = 1; cursor.hasNext(); count++) {
                RawBsonDocument outline = cursor.next();
                for (BsonValue tag : outline.getArray(CommitCodec.TAGS)) {
                    each.accept(tag.asString().getValue());
                }
                if (count == commits) {
                    last = outline.getInt64(CommitCodec.ID).getValue();
                }
            }
            return last;
        }
    }

    /// The documents of the commits that begin at a position in `from .. to`, in order, as they
    /// are stored.
    List<RawBsonDocument> documents(long from, long to) {
        try (Session session = new Session()) {
            return session.find(raw, and(gte(CommitCodec.ID, from), lte(CommitCodec.ID, to)))
                    .sort(ascending(CommitCodec.ID))
                    .batchSize(BATCH)
                    .into(new ArrayList<>());
        }
    }

    /// Every commit in order, for the auditor.
    Iterable<StoredCommit> everything() {
        return () -> commits.find().sort(ascending(CommitCodec.ID)).batchSize(BATCH).iterator();
    }

    private void learn(ClusterTime time) {
        known.accumulateAndGet(time, (one, other) -> ClusterTime.later(one, other));
    }

    @Override
    public @Nullable BsonDocument time() {
        ClusterTime time = known.get();
        return time == null
                ? null
                : new BsonDocument(OPERATION, time.operation()).append(CLUSTER, time.cluster());
    }

    @Override
    public void advance(BsonDocument time) {
        learn(new ClusterTime(time.getTimestamp(OPERATION), time.getDocument(CLUSTER)));
    }

    /// A causally consistent session on a replica set, nothing on the embedded store.
    private final class Session implements AutoCloseable {
        private final @Nullable ClientSession session;

        Session() {
            if (!replicaSet) {
                session = null;
                return;
            }
            session =
                    client.startSession(
                            ClientSessionOptions.builder().causallyConsistent(true).build());
            ClusterTime time = known.get();
            if (time != null) {
                session.advanceClusterTime(time.cluster());
                session.advanceOperationTime(time.operation());
            }
        }

        <T> FindIterable<T> find(MongoCollection<T> collection, Bson filter) {
            FindIterable<T> find =
                    session == null ? collection.find(filter) : collection.find(session, filter);
            return find.maxTime(Limits.READ_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        }

        /// What this session has seen is committed: later reads must see it too.
        void remember() {
            if (session != null
                    && session.getOperationTime() != null
                    && session.getClusterTime() != null) {
                learn(new ClusterTime(session.getOperationTime(), session.getClusterTime()));
            }
        }

        @Override
        public void close() {
            if (session != null) {
                session.close();
            }
        }
    }
}
