package io.lotline.core.eventlog.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// A store in this process that speaks MongoDB's protocol on the loopback and keeps one file.
public final class EmbeddedMongo implements AutoCloseable {
    private static final String FILE = "lotline.mv";

    private final MVStore file;
    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedMongo(MVStore file, MongoServer server, InetSocketAddress address) {
        this.file = file;
        this.server = server;
        this.address = address;
    }

    /// Opens the file in this directory; one process at a time may.
    public static EmbeddedMongo open(Path directory) {
        MVStore file;
        try {
            Files.createDirectories(directory);
            file =
                    new MVStore.Builder()
                            .fileName(directory.resolve(FILE).toString())
                            .autoCommitDisabled()
                            .open();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be made: " + directory, e);
        } catch (MVStoreException e) {
            throw new StoreInUse(directory, e);
        }
        MongoServer server = new MongoServer(new H2Backend(file));
        return new EmbeddedMongo(file, server, server.bind());
    }

    public String connectionString() {
        return "mongodb://127.0.0.1:" + address.getPort() + "/?directConnection=true";
    }

    /// Returns when everything written before the call is on the disk.
    public void syncToDisk() {
        file.commit();
        file.sync();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
