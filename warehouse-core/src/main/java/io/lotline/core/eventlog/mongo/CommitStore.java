package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.List;
import org.bson.RawBsonDocument;

/// What the committer asks of the store. Each call may fail with a [MongoException].
interface CommitStore {
    /// Inserts in order; what was inserted before a failure stays, and what failed may still
    /// arrive.
    void insert(List<RawBsonDocument> documents);

    /// The commits directly after this position that can no longer be lost, without gaps; empty at
    /// the end.
    List<StoredCommit> after(long position);

    /// Whether an event with a position in `from .. to` matches.
    boolean exists(Criteria criteria, long from, long to);
}
