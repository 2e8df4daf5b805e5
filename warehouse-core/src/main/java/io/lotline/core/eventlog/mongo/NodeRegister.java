package io.lotline.core.eventlog.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nor;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/// Which nodes are there and how to reach them. Nothing but speed depends on it, so nobody waits
/// for a majority.
final class NodeRegister {
    /// How often a node says that it is still there.
    static final Duration REFRESH = Duration.ofMinutes(1);

    private static final Duration GONE_AFTER = REFRESH.multipliedBy(5);
    private static final Duration DELETED_AFTER = Duration.ofDays(1);
    private static final String ID = "_id";
    private static final String ADDRESS = "address";

    /// Earlier releases have keys of another kind here, so they and this one do not talk.
    private static final String KEY = "key";

    private static final String SEEN = "seen";

    private final MongoCollection<BsonDocument> nodes;

    /// @param address `host:port`
    /// @param key     as [NodeKey#published] gives it
    record Node(ObjectId id, String address, Binary key) {}

    NodeRegister(MongoDatabase database) {
        this.nodes =
                database.getCollection("nodes", BsonDocument.class)
                        .withWriteConcern(WriteConcern.W1);
    }

    /// Enters a node, or says that it is still there.
    void enter(Node node) {
        nodes.updateOne(
                eq(ID, node.id()),
                Updates.combine(
                        Updates.set(ADDRESS, new BsonString(node.address())),
                        Updates.set(KEY, node.key()),
                        Updates.currentDate(SEEN)),
                new UpdateOptions().upsert(true));
        nodes.deleteMany(nor(seenWithin(DELETED_AFTER)));
    }

    void leave(ObjectId id) {
        nodes.deleteOne(eq(ID, id));
    }

    /// Whether a node with this key has entered.
    boolean knows(Binary key) {
        return nodes.find(eq(KEY, key)).first() != null;
    }

    /// The nodes that have been there for longer, the oldest first.
    List<Node> before(ObjectId id) {
        return nodes.find(and(lt(ID, id), seenWithin(GONE_AFTER)))
                .sort(Sorts.ascending(ID))
                .map(NodeRegister::node)
                .into(new ArrayList<>());
    }

    /// By the server's clock, as SEEN is.
    private static Bson seenWithin(Duration time) {
        return expr(
                Document.parse(
                        "{$gt: ['$%s', {$subtract: ['$$NOW', %d]}]}"
                                .formatted(SEEN, time.toMillis())));
    }

    private static Node node(BsonDocument document) {
        return new Node(
                document.getObjectId(ID).getValue(),
                document.getString(ADDRESS).getValue(),
                new Binary(document.getBinary(KEY).getData()));
    }
}
