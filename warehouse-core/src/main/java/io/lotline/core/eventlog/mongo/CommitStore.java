package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// What the committer asks of the store. Each call may fail with a [MongoException].
interface CommitStore {
    /// Inserts in order; what was inserted before a failure stays, and what failed may still
    /// arrive.
    void insert(List<RawBsonDocument> documents);

    /// The commits directly after this position that can no longer be lost, without gaps; empty at
    /// the end.
    List<StoredCommit> after(long position);

    /// The time up to which this client knows the store's commits; for other nodes' clients.
    @Nullable BsonDocument time();

    /// Takes over another client's time: later reads wait for it.
    void advance(BsonDocument time);

    /// Whether an event with a position in `from .. to` matches.
    boolean exists(Criteria criteria, long from, long to);
}
