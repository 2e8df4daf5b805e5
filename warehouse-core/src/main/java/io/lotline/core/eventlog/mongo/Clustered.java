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

/// Collections that lie in the order of their `_id`: what goes by it goes through the documents
/// themselves, and a document is written in one place instead of two.
public final class Clustered {
    private static final Logger log = LoggerFactory.getLogger(Clustered.class);

    /// MongoDB's code for a collection that is there already, whatever it is like.
    private static final int NAMESPACE_EXISTS = 48;

    /// Its codes for what it does not know, and for what we may not: Unauthorized, InvalidOptions,
    /// CommandNotSupported, NotImplemented, an unknown field.
    private static final Set<Integer> USUAL = Set.of(13, 72, 115, 238, 40_415);

    private Clustered() {}

    /// Makes the collection where there is none. Where MongoDB knows no clustered collections, or
    /// the right to make one is missing, the first index or insert makes a usual one.
    public static void create(MongoDatabase database, String collection) {
        try {
            database.createCollection(
                    collection,
                    new CreateCollectionOptions()
                            .clusteredIndexOptions(
                                    new ClusteredIndexOptions(
                                            new BsonDocument("_id", new BsonInt32(1)), true)));
        } catch (MongoCommandException e) {
            if (USUAL.contains(e.getErrorCode())) {
                log.warn(
                        "{} is a usual collection, not a clustered one: {}",
                        collection,
                        e.getErrorMessage());
            } else if (e.getErrorCode() != NAMESPACE_EXISTS) {
                throw e;
            }
        }
    }
}
