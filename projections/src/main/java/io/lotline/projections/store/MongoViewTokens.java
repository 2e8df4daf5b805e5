package io.lotline.projections.store;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.lotline.projections.engine.ViewTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToInitializeTokenException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Axon's token store in MongoDB: how far each processor is, and which node holds it.
///
/// A claim that was not renewed for some seconds can be taken by another node. Nodes' clocks may
/// differ by less than that; if they differ by more, two nodes fold the same view in turns, and the
/// documents' positions keep it right.
///
/// A replica set bears few acknowledged writes a second, and each view has a token: so those of all
/// views go together.
public final class MongoViewTokens implements ViewTokens {
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(8);

    private static final String COLLECTION = "view_tokens";
    private static final String PROCESSOR = "processor";
    private static final String SEGMENT = "segment";
    private static final String MASK = "mask";
    private static final String POSITION = "position";
    private static final String OWNER = "owner";
    private static final String CLAIMED_AT = "claimedAt";

    private final MongoCollection<Document> tokens;
    private final String node = UUID.randomUUID().toString();
    private final Clock clock;

    /// The claims of this node by the tokens' ids.
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    /// A claim that this node holds, as far as it knows.
    private static final class Claim {
        private volatile long position;
        private volatile long settled;
        private volatile boolean extend;
        private volatile boolean lost;

        Claim(long position) {
            this.position = position;
            this.settled = position;
        }

        boolean isWaiting() {
            return extend || position != settled;
        }
    }

    public MongoViewTokens(MongoDatabase database, Clock clock) {
        this.tokens = database.getCollection(COLLECTION);
        this.clock = clock;
    }

    /// Removes the tokens of a processor, whoever holds them.
    static void forget(MongoDatabase database, String processor) {
        database.getCollection(COLLECTION).deleteMany(Filters.eq(PROCESSOR, processor));
    }

    @Override
    public long position(String processor) {
        Document token = tokens.find(Filters.eq("_id", id(processor, 0))).first();
        return token == null ? 0 : positionOf(token);
    }

    @Override
    public CompletableFuture<List<Segment>> initializeTokenSegments(
            String processor,
            int segmentCount,
            @Nullable TrackingToken initialToken,
            @Nullable ProcessingContext context) {
        List<Segment> segments = Segment.splitBalanced(Segment.ROOT_SEGMENT, segmentCount - 1);
        for (Segment segment : segments) {
            insert(processor, segment, initialToken);
        }
        return completedFuture(segments);
    }

    @Override
    public CompletableFuture<Void> initializeSegment(
            @Nullable TrackingToken token,
            String processor,
            Segment segment,
            @Nullable ProcessingContext context) {
        insert(processor, segment, token);
        return done();
    }

    private void insert(String processor, Segment segment, @Nullable TrackingToken token) {
        try {
            tokens.insertOne(
                    new Document("_id", id(processor, segment.getSegmentId()))
                            .append(PROCESSOR, processor)
                            .append(SEGMENT, segment.getSegmentId())
                            .append(MASK, segment.getMask())
                            .append(POSITION, positionOf(token))
                            .append(OWNER, "")
                            .append(CLAIMED_AT, 0L));
        } catch (MongoWriteException e) {
            throw new UnableToInitializeTokenException(
                    "The token of %s exists already".formatted(processor), e);
        }
    }

    @Override
    public long settled(String processor) {
        Claim claim = claims.get(id(processor, 0));
        return claim == null ? 0 : claim.settled;
    }

    @Override
    public CompletableFuture<Void> storeToken(
            @Nullable TrackingToken token,
            String processor,
            int segment,
            @Nullable ProcessingContext context) {
        held(processor, segment).position = positionOf(token);
        return done();
    }

    @Override
    public synchronized void flush() {
        List<String> ids = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        claims.forEach(
                (id, claim) -> {
                    if (claim.isWaiting()) {
                        long position = claim.position;
                        ids.add(id);
                        positions.add(position);
                        updates.add(
                                new UpdateOneModel<>(
                                        owned(id),
                                        Updates.combine(
                                                Updates.set(POSITION, position),
                                                Updates.set(CLAIMED_AT, clock.millis()))));
                    }
                });
        if (updates.isEmpty()) {
            return;
        }
        Set<String> kept =
                tokens.bulkWrite(updates, new BulkWriteOptions().ordered(false)).getMatchedCount()
                                == ids.size()
                        ? Set.copyOf(ids)
                        : ownedOf(ids);
        for (int i = 0; i < ids.size(); i++) {
            Claim claim = claims.get(ids.get(i));
            if (claim != null && kept.contains(ids.get(i))) {
                claim.settled = positions.get(i);
                claim.extend = false;
            } else if (claim != null) {
                claim.lost = true;
            }
        }
    }

    private Set<String> ownedOf(List<String> ids) {
        return tokens.find(Filters.and(Filters.in("_id", ids), Filters.eq(OWNER, node)))
                .map(token -> token.getString("_id"))
                .into(new HashSet<>());
    }

    private Bson owned(String id) {
        return Filters.and(Filters.eq("_id", id), Filters.eq(OWNER, node));
    }

    private Claim held(String processor, int segment) {
        Claim claim = claims.get(id(processor, segment));
        if (claim == null || claim.lost) {
            throw lost(processor);
        }
        return claim;
    }

    @Override
    public synchronized CompletableFuture<TrackingToken> fetchToken(
            String processor, int segment, @Nullable ProcessingContext context) {
        claim(processor, segment);
        String id = id(processor, segment);
        Document token = tokens.find(owned(id)).first();
        if (token == null) {
            throw lost(processor);
        }
        long position = positionOf(token);
        claims.put(id, new Claim(position));
        return completedFuture(new GlobalSequenceTrackingToken(position));
    }

    @Override
    public CompletableFuture<Void> extendClaim(
            String processor, int segment, @Nullable ProcessingContext context) {
        held(processor, segment).extend = true;
        return done();
    }

    private void claim(String processor, int segment) {
        long matched =
                tokens.updateOne(
                                Filters.and(Filters.eq("_id", id(processor, segment)), claimable()),
                                Updates.combine(
                                        Updates.set(OWNER, node),
                                        Updates.set(CLAIMED_AT, clock.millis())))
                        .getMatchedCount();
        if (matched == 0) {
            throw lost(processor);
        }
    }

    private Bson claimable() {
        return Filters.or(
                Filters.eq(OWNER, node),
                Filters.eq(OWNER, ""),
                Filters.lt(CLAIMED_AT, clock.millis() - CLAIM_TIMEOUT.toMillis()));
    }

    @Override
    public synchronized CompletableFuture<Void> releaseClaim(
            String processor, int segment, @Nullable ProcessingContext context) {
        String id = id(processor, segment);
        Claim claim = claims.remove(id);
        if (claim != null && !claim.lost) {
            tokens.updateOne(
                    owned(id),
                    Updates.combine(Updates.set(POSITION, claim.position), Updates.set(OWNER, "")));
        }
        return done();
    }

    @Override
    public synchronized CompletableFuture<Void> deleteToken(
            String processor, int segment, @Nullable ProcessingContext context) {
        String id = id(processor, segment);
        claims.remove(id);
        tokens.deleteOne(owned(id));
        return done();
    }

    @Override
    public CompletableFuture<Segment> fetchSegment(
            String processor, int segment, @Nullable ProcessingContext context) {
        Document token = tokens.find(Filters.eq("_id", id(processor, segment))).first();
        return token == null
                ? CompletableFuture.failedFuture(lost(processor))
                : completedFuture(segmentOf(token));
    }

    @Override
    public CompletableFuture<List<Segment>> fetchSegments(
            String processor, @Nullable ProcessingContext context) {
        return completedFuture(segments(Filters.eq(PROCESSOR, processor)));
    }

    @Override
    public CompletableFuture<List<Segment>> fetchAvailableSegments(
            String processor, @Nullable ProcessingContext context) {
        return completedFuture(
                segments(Filters.and(Filters.eq(PROCESSOR, processor), claimable())));
    }

    private List<Segment> segments(Bson filter) {
        List<Segment> segments = new ArrayList<>();
        tokens.find(filter)
                .sort(Sorts.ascending("_id"))
                .forEach(token -> segments.add(segmentOf(token)));
        return segments;
    }

    @Override
    public CompletableFuture<String> retrieveStorageIdentifier(
            @Nullable ProcessingContext context) {
        return completedFuture(tokens.getNamespace().getFullName());
    }

    private static Segment segmentOf(Document token) {
        return new Segment(token.getInteger(SEGMENT), token.getInteger(MASK));
    }

    private static long positionOf(Document token) {
        return token.get(POSITION, Number.class).longValue();
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    private static String id(String processor, int segment) {
        return processor + "/" + segment;
    }

    private static UnableToClaimTokenException lost(String processor) {
        return new UnableToClaimTokenException("Another node holds the token of " + processor);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
