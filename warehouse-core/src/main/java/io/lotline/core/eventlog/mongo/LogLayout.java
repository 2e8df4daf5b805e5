package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ClusteredIndexOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the log's documents lie in a database of a replica set: in the order of their positions, in
/// a clustered collection. Who follows the log goes through the documents themselves and not
/// through an index beside them.
///
/// A log that lies otherwise, because an earlier Lotline or an older MongoDB made it, is as good,
/// and is followed more slowly.
public final class LogLayout {
    private static final Logger log = LoggerFactory.getLogger(LogLayout.class);

    /// MongoDB's code for a collection that is there already, whatever it is like.
    private static final int NAMESPACE_EXISTS = 48;

    /// Its codes for what it does not know, and for what we may not: Unauthorized, InvalidOptions,
    /// CommandNotSupported, NotImplemented, an unknown field.
    private static final Set<Integer> USUAL = Set.of(13, 72, 115, 238, 40_415);

    private LogLayout() {}

    /// Makes the collection where there is none. Where MongoDB knows no clustered collections, or
    /// the right to make one is missing, the first index or insert makes a usual one.
    public static void create(MongoDatabase database) {
        try {
            database.createCollection(
                    LogCollection.NAME,
                    new CreateCollectionOptions()
                            .clusteredIndexOptions(
                                    new ClusteredIndexOptions(
                                            new BsonDocument(CommitCodec.ID, new BsonInt32(1)),
                                            true)));
        } catch (MongoCommandException e) {
            if (USUAL.contains(e.getErrorCode())) {
                log.warn(
                        "The log is a usual collection, not a clustered one: {}",
                        e.getErrorMessage());
            } else if (e.getErrorCode() != NAMESPACE_EXISTS) {
                throw e;
            }
        }
    }
}
