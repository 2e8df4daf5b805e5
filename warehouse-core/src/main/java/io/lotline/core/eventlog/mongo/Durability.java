package io.lotline.core.eventlog.mongo;

import java.util.List;
import org.bson.RawBsonDocument;

/// What must happen after an insert before it can no longer be lost.
interface Durability {
    /// A replica set: the majority's acknowledgement says it all.
    Durability MAJORITY =
            new Durability() {
                @Override
                public void await(List<RawBsonDocument> inserted) {
                    // done
                }

                @Override
                public void awaitEverything() {
                    // done
                }

                @Override
                public boolean isFull() {
                    return false;
                }
            };

    /// Returns when these documents, just inserted, are durable.
    void await(List<RawBsonDocument> inserted);

    /// Returns when everything inserted before the call, by anyone, is durable.
    void awaitEverything();

    /// Whether there is no room for anything new.
    boolean isFull();
}
