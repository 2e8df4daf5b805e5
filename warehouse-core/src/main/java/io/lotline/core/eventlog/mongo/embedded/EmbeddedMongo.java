package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// A store in this process that speaks MongoDB's protocol on the loopback and keeps one file.
///
/// What is written is durable after [#syncToDisk]; without it, a second later at most unless the
/// machine fails.
public final class EmbeddedMongo implements AutoCloseable {
    private static final String FILE = "lotline.mv";
    private static final int CACHE_MEGABYTES = 64;
    private static final int SNAPSHOT_MILLIS = 1_000;

    /// How long space of the file that is free stays unused: every snapshot is synced, so not long.
    private static final int RETENTION_MILLIS = 2_000;

    private final MVStore file;
    private final FileBackend backend;
    private final MongoServer server;
    private final ScheduledExecutorService snapshots =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lotline-store-snapshots").factory());

    private EmbeddedMongo(MVStore file) {
        this.file = file;
        this.backend = new FileBackend(file);
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        snapshots.scheduleWithFixedDelay(
                this::snapshotWhenChanged, SNAPSHOT_MILLIS, SNAPSHOT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Opens the file in this directory; one process at a time may.
    public static EmbeddedMongo open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be made: " + directory, e);
        }
        MVStore file;
        try {
            // no snapshot of its own accord: it could fall into the middle of a command
            file =
                    new MVStore.Builder()
                            .fileName(directory.resolve(FILE).toString())
                            .cacheSize(CACHE_MEGABYTES)
                            .autoCommitDisabled()
                            .autoCommitBufferSize(0)
                            .open();
        } catch (MVStoreException e) {
            throw StoreInUse.or(directory, e);
        }
        file.setRetentionTime(RETENTION_MILLIS);
        try {
            return new EmbeddedMongo(file);
        } catch (RuntimeException e) {
            file.closeImmediately();
            throw e;
        }
    }

    public String connectionString() {
        return "mongodb://127.0.0.1:%d/?directConnection=true".formatted(port());
    }

    /// Its port on the loopback.
    public int port() {
        return server.getLocalAddress().getPort();
    }

    /// Returns when everything written before the call is on the disk.
    public void syncToDisk() {
        backend.snapshot();
        file.sync();
    }

    /// Views are written without a sync: this bounds what memory holds of them.
    private void snapshotWhenChanged() {
        if (!file.isClosed() && file.hasUnsavedChanges()) {
            backend.snapshot();
        }
    }

    /// Syncs and closes the file.
    @Override
    public void close() {
        snapshots.shutdownNow();
        server.shutdownNow();
        if (!file.isClosed()) {
            file.commit();
            file.sync();
            file.close();
        }
    }
}
