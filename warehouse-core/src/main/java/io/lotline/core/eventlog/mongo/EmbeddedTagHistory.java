package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;

/// The tags of a log on the embedded store: its index is in this process and misses none.
record EmbeddedTagHistory(EmbeddedMongo store, String database, String collection)
        implements TagHistory {
    @Override
    public void opened(DurableHead head) {
        // the index knows
    }

    @Override
    public void add(StoredCommit commit) {
        // what is visible was inserted before, and the index has it since
    }

    @Override
    public boolean never(Tag tag) {
        return !store.mayHold(database, collection, CommitCodec.TAGS, tag.toString());
    }

    @Override
    public void close() {
        // the store closes its index
    }
}
