package io.lotline.core.eventlog.mongo;

import com.mongodb.client.MongoDatabase;

/// How the log's documents lie in a database of a replica set: in the order of their positions, in
/// a clustered collection. Who follows the log goes through the documents themselves and not
/// through an index beside them.
///
/// A log that lies otherwise, because an earlier Lotline or an older MongoDB made it, is as good,
/// and is followed more slowly.
public final class LogLayout {
    private LogLayout() {}

    /// Makes the collection where there is none.
    public static void create(MongoDatabase database) {
        Clustered.create(database, LogCollection.NAME);
    }
}
