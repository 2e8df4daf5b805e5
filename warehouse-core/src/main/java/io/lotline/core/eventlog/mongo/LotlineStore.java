package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.Snapshots;
import io.lotline.core.eventlog.StoreNotOpened;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;

/// The one store of a node: the event log and the database of the views beside it, on a replica set
/// or embedded.
public final class LotlineStore implements AutoCloseable {
    private static final int CONNECTIONS = 64;

    private final MongoClient client;
    private final MongoClient logClient;
    private final MongoDatabase database;
    private final MongoEventLog log;
    private final Snapshots snapshots;
    private final LogVerification verification;
    private final @Nullable EmbeddedMongo embedded;

    private LotlineStore(
            MongoClient client,
            MongoClient logClient,
            StoreSettings settings,
            @Nullable EmbeddedMongo embedded) {
        this.client = client;
        this.logClient = logClient;
        this.database = client.getDatabase(settings.database());
        this.embedded = embedded;
        this.log = openLog(settings.log(), settings.registry());
        this.snapshots = SnapshotCollection.open(database, log::head, log::passesThrough);
        this.verification =
                new LogVerification(
                        new LogCollection(logClient, database, embedded == null),
                        database,
                        embedded != null,
                        () -> log.head().position(),
                        settings.registry(),
                        Clock.systemUTC());
        verification.start();
    }

    /// Opens the store and its log.
    ///
    /// @throws StoreNotOpened with one sentence that says why it cannot be had
    public static LotlineStore open(StoreSettings settings) {
        return settings.mongodb()
                .map(address -> onReplicaSet(address, settings))
                .orElseGet(() -> onEmbedded(settings));
    }

    private static LotlineStore onReplicaSet(MongoAddress address, StoreSettings settings) {
        MongoClientSettings.Builder majority =
                address.applyTo(settings())
                        .writeConcern(WriteConcern.MAJORITY)
                        .readConcern(ReadConcern.MAJORITY);
        MongoClient client = MongoClients.create(majority.retryWrites(true).build());
        MongoClient logClient;
        try {
            // the log finds out itself what became of an insert; what the servers do so that the
            // driver could try again, it does not pay for
            logClient = MongoClients.create(majority.retryWrites(false).build());
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        try {
            return new LotlineStore(client, logClient, settings, null);
        } catch (RuntimeException e) {
            logClient.close();
            client.close();
            StoreNotOpened why = address.notOpened(e);
            throw why == null ? e : why;
        }
    }

    private static LotlineStore onEmbedded(StoreSettings settings) {
        EmbeddedMongo embedded = EmbeddedMongo.open(settings.dataDirectory(), LogCollection.NAME);
        MongoClient client = MongoClients.create(embedded.applyTo(settings()).build());
        try {
            return new LotlineStore(client, client, settings, embedded);
        } catch (RuntimeException e) {
            client.close();
            embedded.close();
            throw e;
        }
    }

    /// One more log object on the same database, as another node would open it. Close it yourself.
    public MongoEventLog openLog(LogSettings settings, MeterRegistry registry) {
        MongoDatabase of = logClient.getDatabase(database.getName());
        return embedded == null
                ? MongoEventLog.onReplicaSet(logClient, of, settings, registry)
                : MongoEventLog.onEmbedded(logClient, of, embedded, settings, registry);
    }

    private static MongoClientSettings.Builder settings() {
        return MongoClientSettings.builder()
                .applicationName("lotline")
                .readPreference(ReadPreference.primary())
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(CONNECTIONS).maxWaitTime(10, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket ->
                                socket.connectTimeout(5, TimeUnit.SECONDS)
                                        // a frozen node is given up soon after the longest read
                                        .readTimeout(
                                                Limits.READ_DEADLINE.toSeconds() + 2,
                                                TimeUnit.SECONDS))
                .applyToServerSettings(
                        server ->
                                server.heartbeatFrequency(2, TimeUnit.SECONDS)
                                        .minHeartbeatFrequency(100, TimeUnit.MILLISECONDS));
    }

    /// The database of the log and the views; majority reads and writes on a replica set.
    public MongoDatabase database() {
        return database;
    }

    /// The client of that database.
    public MongoClient client() {
        return client;
    }

    public EventLog log() {
        return log;
    }

    /// Snapshots of what the log's events add up to, beside it.
    public Snapshots snapshots() {
        return snapshots;
    }

    /// Every commit from the first on, for an auditor.
    public Iterable<StoredCommit> commits() {
        return log.commits();
    }

    /// Hands over the durable commits that begin at `from` or later, in order: the documents as
    /// they are stored, in BSON.
    public void documents(long from, Consumer<ByteBuffer> each) {
        log.documents(from, each);
    }

    /// How far the stored log was read again beside the work, and whether it is whole.
    public LogIntegrity integrity() {
        return verification.integrity();
    }

    /// Why the log takes no appends any more, until this node is started again; empty as long as it
    /// does.
    public Optional<String> stopped() {
        return log.stopped();
    }

    public boolean embedded() {
        return embedded != null;
    }

    /// Whether the embedded store's disk has no room for anything new.
    public boolean isFull() {
        return embedded != null && embedded.isFull();
    }

    /// Ends the log, then syncs and closes what is embedded.
    @Override
    public void close() {
        verification.close();
        log.close();
        logClient.close();
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
