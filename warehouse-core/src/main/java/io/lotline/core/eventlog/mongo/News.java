package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// What the node that writes for this one has to say.
sealed interface News {
    /// A durable round.
    ///
    /// @param time the store's time at which it is
    record Written(List<StoredCommit> commits, @Nullable BsonDocument time) implements News {}

    /// It does not write these appends; look for the reason in the log up to this position.
    ///
    /// @param ids of their first events
    record Back(Set<String> ids, long position) implements News {}

    /// It is gone, and will not say what became of what it was handed.
    record Lost() implements News {}
}
