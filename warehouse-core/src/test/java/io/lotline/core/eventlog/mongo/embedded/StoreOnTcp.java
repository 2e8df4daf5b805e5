package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoServer;

/// An embedded store with a port, so that a test can put a bad wire between it and its client.
public record StoreOnTcp(MongoServer server) implements AutoCloseable {
    /// On a free port of the loopback.
    public static StoreOnTcp of(EmbeddedMongo store) {
        MongoServer server = new MongoServer(store.backend());
        server.bind();
        return new StoreOnTcp(server);
    }

    public int port() {
        return server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
