package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import java.util.List;
import org.bson.RawBsonDocument;

/// The embedded store: own commits go to its journal, anything else to a snapshot.
record EmbeddedDurability(EmbeddedMongo store, String namespace) implements Durability {
    @Override
    public void await(List<RawBsonDocument> inserted) {
        store.journal(
                namespace,
                inserted.stream().map(document -> document.getByteBuffer().asNIO()).toList());
    }

    @Override
    public void awaitEverything() {
        store.syncToDisk();
    }

    @Override
    public boolean isFull() {
        return store.isFull();
    }
}
