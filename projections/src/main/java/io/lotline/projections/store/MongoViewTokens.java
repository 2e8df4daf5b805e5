package io.lotline.projections.store;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.lotline.projections.engine.ViewTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    public CompletableFuture<Void> storeToken(
            @Nullable TrackingToken token,
            String processor,
            int segment,
            @Nullable ProcessingContext context) {
        long matched =
                tokens.updateOne(
                                Filters.and(
                                        Filters.eq("_id", id(processor, segment)),
                                        Filters.eq(OWNER, node)),
                                Updates.combine(
                                        Updates.set(POSITION, positionOf(token)),
                                        Updates.set(CLAIMED_AT, clock.millis())))
                        .getMatchedCount();
        if (matched == 0) {
            throw lost(processor);
        }
        return done();
    }

    @Override
    public CompletableFuture<TrackingToken> fetchToken(
            String processor, int segment, @Nullable ProcessingContext context) {
        claim(processor, segment);
        Document token = tokens.find(Filters.eq("_id", id(processor, segment))).first();
        if (token == null || !node.equals(token.getString(OWNER))) {
            throw lost(processor);
        }
        return completedFuture(new GlobalSequenceTrackingToken(positionOf(token)));
    }

    @Override
    public CompletableFuture<Void> extendClaim(
            String processor, int segment, @Nullable ProcessingContext context) {
        claim(processor, segment);
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
    public CompletableFuture<Void> releaseClaim(
            String processor, int segment, @Nullable ProcessingContext context) {
        tokens.updateOne(
                Filters.and(Filters.eq("_id", id(processor, segment)), Filters.eq(OWNER, node)),
                Updates.set(OWNER, ""));
        return done();
    }

    @Override
    public CompletableFuture<Void> deleteToken(
            String processor, int segment, @Nullable ProcessingContext context) {
        tokens.deleteOne(
                Filters.and(Filters.eq("_id", id(processor, segment)), Filters.eq(OWNER, node)));
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
