package io.lotline.projections.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.lotline.projections.engine.ViewTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The views' tokens in MongoDB.
///
/// A holder changes the mark of its token every few seconds. Whoever sees one and the same mark
/// for [#CLAIM_TIMEOUT], by a monotonic clock of its own, takes the token on the condition that
/// it still bears that mark: no node's wall clock has a say. A holder that was only slow learns
/// that it lost the claim when it writes next; what two nodes fold meanwhile, the documents'
/// positions keep right.
///
/// A replica set bears few acknowledged writes a second, and each view has a token: so those of
/// all views go together.
public final class MongoViewTokens implements ViewTokens {
    static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration KEEP_EVERY = Duration.ofSeconds(2);

    /// Who did not look for so long has not seen what happened in between.
    private static final Duration LONGEST_BLINK = Duration.ofSeconds(4);

    private static final String COLLECTION = "view_tokens";
    private static final String PROCESSOR = "processor";
    private static final String SEGMENT = "segment";
    private static final String MASK = "mask";
    private static final String POSITION = "position";
    private static final String OWNER = "owner";

    /// The mark. Releases before this one read it as a time, so it is one where the clock allows
    /// it; here only a change counts.
    private static final String MARK = "claimedAt";

    /// Begins the owner's name in every claim of this process.
    private static final String PROCESS = UUID.randomUUID().toString();

    private final MongoCollection<Document> tokens;
    private final boolean onlyProcess;
    private final Clock clock;
    private final LongSupplier nanos;
    private final String node = PROCESS + "." + UUID.randomUUID();
    private final AtomicLong claims = new AtomicLong();
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    /// What this node saw of tokens that others hold.
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(String owner, long mark, long since, long looked) {
        boolean goesOn(String nowOwner, long nowMark, long now) {
            return owner.equals(nowOwner)
                    && mark == nowMark
                    && now - looked <= LONGEST_BLINK.toNanos();
        }
    }

    /// @param onlyProcess whether no other process can be at the database, as on the embedded store
    /// @param nanos       a monotonic clock
    MongoViewTokens(MongoDatabase database, boolean onlyProcess, Clock clock, LongSupplier nanos) {
        this.tokens = database.getCollection(COLLECTION);
        this.onlyProcess = onlyProcess;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Removes the token of an edition, whoever holds it.
    static void forget(MongoDatabase database, String edition) {
        database.getCollection(COLLECTION).deleteMany(Filters.eq(PROCESSOR, edition));
    }

    @Override
    public void begin(String edition, long position) {
        if (stored(id(edition)) != null) {
            return;
        }
        try {
            tokens.insertOne(
                    new Document("_id", id(edition))
                            .append(PROCESSOR, edition)
                            .append(SEGMENT, 0)
                            .append(MASK, 0)
                            .append(POSITION, position)
                            .append(OWNER, "")
                            .append(MARK, 0L));
        } catch (MongoWriteException e) {
            // another node made it just now
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public long position(String edition) {
        Document token = stored(id(edition));
        return token == null ? 0 : number(token, POSITION);
    }

    @Override
    public @Nullable Claim claim(String edition) {
        String id = id(edition);
        Document token = stored(id);
        if (token == null || !isFree(id, token)) {
            return null;
        }
        long mark = number(token, MARK);
        Held mine =
                new Held(
                        edition,
                        node + "." + claims.incrementAndGet(),
                        number(token, POSITION),
                        mark);
        held.add(mine);
        boolean taken = false;
        try {
            taken =
                    tokens.updateOne(
                                            Filters.and(
                                                    Filters.eq("_id", id),
                                                    Filters.eq(OWNER, token.getString(OWNER)),
                                                    Filters.eq(MARK, mark)),
                                            Updates.combine(
                                                    Updates.set(OWNER, mine.owner),
                                                    Updates.set(MARK, mine.nextMark())))
                                    .getMatchedCount()
                            == 1;
        } finally {
            if (!taken) {
                held.remove(mine);
            }
        }
        seen.remove(id);
        return taken ? mine : null;
    }

    private boolean isFree(String id, Document token) {
        String owner = token.getString(OWNER);
        if (owner.isEmpty()) {
            return true;
        }
        if (owner.startsWith(node + ".")) {
            // given up here, which did not reach the store
            return held.stream().noneMatch(mine -> mine.owner.equals(owner));
        }
        if (onlyProcess && !owner.startsWith(PROCESS + ".")) {
            // of a process that has ended
            return true;
        }
        long mark = number(token, MARK);
        long now = nanos.getAsLong();
        Seen before = seen.get(id);
        long since = before != null && before.goesOn(owner, mark, now) ? before.since() : now;
        seen.put(id, new Seen(owner, mark, since, now));
        return now - since > CLAIM_TIMEOUT.toNanos();
    }

    @Override
    public synchronized void flush() {
        List<Held> waiting = held.stream().filter(Held::isWaiting).toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<Long> positions = new ArrayList<>();
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        for (Held claim : waiting) {
            positions.add(claim.position);
            updates.add(
                    new UpdateOneModel<>(
                            claim.owned(),
                            Updates.combine(
                                    Updates.set(POSITION, positions.getLast()),
                                    Updates.set(MARK, claim.nextMark()))));
        }
        long now = nanos.getAsLong();
        int matched =
                tokens.bulkWrite(updates, new BulkWriteOptions().ordered(false)).getMatchedCount();
        Set<String> owners = matched == waiting.size() ? Set.of() : owners(waiting);
        for (int i = 0; i < waiting.size(); i++) {
            Held claim = waiting.get(i);
            if (matched == waiting.size() || owners.contains(claim.owner)) {
                claim.settled = positions.get(i);
                claim.kept = now;
                claim.alive = false;
            } else {
                claim.lost = true;
                held.remove(claim);
            }
        }
    }

    private Set<String> owners(List<Held> claims) {
        return tokens.find(Filters.in("_id", claims.stream().map(claim -> claim.id).toList()))
                .map(token -> token.getString(OWNER))
                .into(new HashSet<>());
    }

    private @Nullable Document stored(String id) {
        return Asked.of(() -> Optional.ofNullable(tokens.find(Filters.eq("_id", id)).first()))
                .orElse(null);
    }

    private static long number(Document token, String field) {
        return token.get(field, Number.class).longValue();
    }

    private static String id(String edition) {
        return edition + "/0";
    }

    /// A claim that this node holds, as far as it knows.
    private final class Held implements Claim {
        private final String edition;
        private final String id;
        private final String owner;
        private final long taken;
        private volatile long position;
        private volatile long settled;
        private volatile boolean lost;

        /// When the store last heard of it.
        private volatile long kept = nanos.getAsLong();

        /// Whether its holder gave a sign of life since then.
        private volatile boolean alive;

        private long mark;

        Held(String edition, String owner, long position, long mark) {
            this.edition = edition;
            this.id = id(edition);
            this.owner = owner;
            this.taken = position;
            this.position = position;
            this.settled = position;
            this.mark = mark;
        }

        /// Never one that was there before, wherever the clock stands.
        private synchronized long nextMark() {
            mark = Math.max(clock.millis(), mark + 1);
            return mark;
        }

        private boolean isWaiting() {
            return position != settled
                    || (alive && nanos.getAsLong() - kept > KEEP_EVERY.toNanos());
        }

        private Bson owned() {
            return Filters.and(Filters.eq("_id", id), Filters.eq(OWNER, owner));
        }

        @Override
        public long position() {
            return taken;
        }

        @Override
        public void reached(long reached) {
            keep();
            position = reached;
        }

        @Override
        public void keep() {
            if (lost) {
                throw new ClaimLost(edition);
            }
            alive = true;
        }

        @Override
        public long settled() {
            return settled;
        }

        @Override
        public void revoke() {
            lost = true;
            held.remove(this);
        }

        @Override
        public void release() {
            held.remove(this);
            if (!lost) {
                lost = true;
                tokens.updateOne(
                        owned(),
                        Updates.combine(
                                Updates.set(POSITION, position),
                                Updates.set(OWNER, ""),
                                Updates.set(MARK, nextMark())));
            }
        }
    }
}
